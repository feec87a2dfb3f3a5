package io.moraine.core.parquet.codec;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/** RFC 1952, any number of members. */
final class GzipDecompressor extends Decompressor {
  private static final int BUFFER_BYTES = 8192;

  GzipDecompressor(String file) {
    super(Codec.GZIP, file);
  }

  @Override
  long decompress(byte[] in, int from, int length, byte[] out, int outFrom, int size)
      throws Damage {
    try (var gzip = new GZIPInputStream(new ByteArrayInputStream(in, from, length), BUFFER_BYTES)) {
      int done = gzip.readNBytes(out, outFrom, size);
      // Asking for one byte more also has the checksum compared.
      return gzip.read() < 0 ? done : size + 1L;
    } catch (IOException e) {
      throw new Damage(e);
    }
  }
}
