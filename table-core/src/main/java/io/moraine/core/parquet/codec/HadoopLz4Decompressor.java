package io.moraine.core.parquet.codec;

import java.nio.ByteBuffer;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;

/**
 * LZ4 as Hadoop frames it: groups of a size, big-endian, and blocks that come to it, each after its
 * own length.
 *
 * <p>Some early writers put a bare block under the same name; bytes that do not fit the framing are
 * tried as that.
 */
final class HadoopLz4Decompressor extends Decompressor {
  private final LZ4SafeDecompressor lz4 = LZ4Factory.fastestInstance().safeDecompressor();

  HadoopLz4Decompressor(String file) {
    super(Codec.LZ4, file);
  }

  @Override
  long decompress(byte[] in, int from, int length, byte[] out, int outFrom, int size)
      throws Damage {
    if (framed(in, from, length, out, outFrom, size)) {
      return size;
    }
    try {
      return lz4.decompress(in, from, length, out, outFrom, size);
    } catch (LZ4Exception e) {
      throw new Damage(e);
    }
  }

  private boolean framed(byte[] in, int from, int length, byte[] out, int outFrom, int size) {
    ByteBuffer bytes = ByteBuffer.wrap(in, from, length);
    int done = 0;
    while (bytes.remaining() >= Integer.BYTES) {
      int group = bytes.getInt();
      if (group < 0 || group > size - done) {
        return false;
      }
      for (int groupEnd = done + group; done < groupEnd; ) {
        if (bytes.remaining() < Integer.BYTES) {
          return false;
        }
        int block = bytes.getInt();
        if (block <= 0 || block > bytes.remaining()) {
          return false;
        }
        try {
          done += lz4.decompress(in, bytes.position(), block, out, outFrom + done, groupEnd - done);
        } catch (LZ4Exception e) {
          return false;
        }
        bytes.position(bytes.position() + block);
      }
    }
    return done == size && !bytes.hasRemaining();
  }
}
