package io.moraine.core.parquet.codec;

import io.moraine.core.error.MoraineException;
import java.io.IOException;
import org.xerial.snappy.Snappy;

/** Snappy's raw format. */
final class SnappyCompressor extends Compressor {
  @Override
  public int maxSize(int length) {
    return Snappy.maxCompressedLength(length);
  }

  @Override
  public int compress(byte[] in, int from, int length, byte[] out) {
    try {
      return Snappy.compress(in, from, length, out, 0);
    } catch (IOException e) {
      throw new MoraineException("Cannot compress %d bytes with snappy".formatted(length), e);
    }
  }
}
