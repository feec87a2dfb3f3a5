package io.moraine.core.parquet.codec;

import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;

/** One LZ4 block. */
final class Lz4Decompressor extends Decompressor {
  private final LZ4SafeDecompressor lz4 = LZ4Factory.fastestInstance().safeDecompressor();

  Lz4Decompressor(String file) {
    super(Codec.LZ4_RAW, file);
  }

  @Override
  long decompress(byte[] in, int from, int length, byte[] out, int outFrom, int size)
      throws Damage {
    try {
      return lz4.decompress(in, from, length, out, outFrom, size);
    } catch (LZ4Exception e) {
      throw new Damage(e);
    }
  }
}
