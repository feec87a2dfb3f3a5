package io.moraine.core.parquet.codec;

/** Copies. */
final class StoredCompressor extends Compressor {
  @Override
  public int maxSize(int length) {
    return length;
  }

  @Override
  public int compress(byte[] in, int from, int length, byte[] out) {
    System.arraycopy(in, from, out, 0, length);
    return length;
  }
}
