package io.moraine.core.parquet.codec;

import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Factory;

/** One LZ4 block. */
final class Lz4Compressor extends Compressor {
  private final LZ4Compressor lz4 = LZ4Factory.fastestInstance().fastCompressor();

  @Override
  public int maxSize(int length) {
    return lz4.maxCompressedLength(length);
  }

  @Override
  public int compress(byte[] in, int from, int length, byte[] out) {
    return lz4.compress(in, from, length, out, 0, out.length);
  }
}
