package io.moraine.core.parquet.codec;

import java.io.IOException;
import org.xerial.snappy.Snappy;

/** Snappy's raw format. */
final class SnappyDecompressor extends Decompressor {
  SnappyDecompressor(String file) {
    super(Codec.SNAPPY, file);
  }

  @Override
  long decompress(byte[] in, int from, int length, byte[] out, int outFrom, int size)
      throws Damage {
    try {
      // The library trusts the size that the bytes begin with: look at it first.
      int claimed = Snappy.uncompressedLength(in, from, length);
      if (claimed != size) {
        return claimed;
      }
      return Snappy.uncompress(in, from, length, out, outFrom);
    } catch (IOException | RuntimeException e) {
      throw new Damage(e);
    }
  }
}
