package io.moraine.core.parquet.codec;

/** Copies. */
final class StoredDecompressor extends Decompressor {
  StoredDecompressor(String file) {
    super(Codec.UNCOMPRESSED, file);
  }

  @Override
  long decompress(byte[] in, int from, int length, byte[] out, int outFrom, int size) {
    System.arraycopy(in, from, out, outFrom, Math.min(length, size));
    return length;
  }
}
