package io.moraine.core.parquet.decode;

/** DELTA_BINARY_PACKED integers. */
final class DeltaPackedDecoder extends ValueDecoder {
  private static final int STEP = Scratch.STEP;

  private final DeltaPackedReader reader;
  private final Scratch scratch;

  DeltaPackedDecoder(byte[] data, int from, int to, Scratch scratch) {
    this.scratch = scratch;
    reader = new DeltaPackedReader(data, from, to);
  }

  @Override
  public void skip(int count) {
    long[] wide = scratch.numbers();
    for (int done = 0; done < count; done += STEP) {
      reader.longs(wide, 0, Math.min(STEP, count - done));
    }
  }

  @Override
  public void longs(long[] target, int at, int count) {
    reader.longs(target, at, count);
  }

  @Override
  public void ints(int[] target, int at, int count) {
    long[] wide = scratch.numbers();
    for (int done = 0; done < count; done += STEP) {
      int run = Math.min(STEP, count - done);
      reader.longs(wide, 0, run);
      // Deltas of 32-bit numbers wrap around in 32 bits.
      for (int i = 0; i < run; i++) {
        target[at + done + i] = (int) wide[i];
      }
    }
  }
}
