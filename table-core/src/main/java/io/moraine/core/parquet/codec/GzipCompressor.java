package io.moraine.core.parquet.codec;

import io.moraine.core.error.MoraineException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** RFC 1952, one member, without a name or a time. */
final class GzipCompressor extends Compressor {
  private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};
  private static final int TRAILER_BYTES = 8;

  private final Deflater deflater;

  GzipCompressor(int level) {
    this.deflater = new Deflater(level, true);
  }

  @Override
  public int maxSize(int length) {
    // zlib's own bound for any setting, and room for what gzip puts around it.
    return Math.addExact(
        length, (length >>> 3) + (length >>> 6) + 16 + HEADER.length + TRAILER_BYTES);
  }

  @Override
  public int compress(byte[] in, int from, int length, byte[] out) {
    System.arraycopy(HEADER, 0, out, 0, HEADER.length);
    deflater.reset();
    deflater.setInput(in, from, length);
    deflater.finish();
    int body = deflater.deflate(out, HEADER.length, out.length - HEADER.length - TRAILER_BYTES);
    if (!deflater.finished()) {
      throw new MoraineException(
          "Cannot compress %d bytes with gzip: they need more than %d bytes"
              .formatted(length, out.length));
    }
    CRC32 crc = new CRC32();
    crc.update(in, from, length);
    ByteBuffer.wrap(out, HEADER.length + body, TRAILER_BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt((int) crc.getValue())
        .putInt(length);
    return HEADER.length + body + TRAILER_BYTES;
  }

  @Override
  public void close() {
    deflater.end();
  }
}
