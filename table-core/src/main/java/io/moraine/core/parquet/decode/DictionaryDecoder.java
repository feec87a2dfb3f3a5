package io.moraine.core.parquet.decode;

/** Codes into a dictionary: their width in a byte, then a hybrid of runs. */
public final class DictionaryDecoder extends ValueDecoder {
  private static final int STEP = Scratch.STEP;

  private final Dictionary dictionary;
  private final HybridDecoder codes = new HybridDecoder();
  private final boolean unchecked;
  private final Scratch scratch;

  DictionaryDecoder(Dictionary dictionary, byte[] data, int from, int to, Scratch scratch) {
    this.dictionary = dictionary;
    this.scratch = scratch;
    // A page of nulls only may be empty.
    int width = from < to ? data[from] : 0;
    codes.reset(data, Math.min(from + 1, to), to, width);
    unchecked = width < 31 && 1 << width <= dictionary.size();
  }

  /** The dictionary. */
  public Dictionary dictionary() {
    return dictionary;
  }

  /** The next codes; each is within the dictionary. */
  public void codes(int[] target, int at, int count) {
    codes.decode(target, at, count);
    if (unchecked) {
      return;
    }
    int last = dictionary.size() - 1;
    int bad = 0;
    for (int i = at; i < at + count; i++) {
      bad |= target[i] | last - target[i];
    }
    if (bad < 0) {
      throw new MalformedPage(
          "a code passes the dictionary of %d values".formatted(dictionary.size()));
    }
  }

  @Override
  public void skip(int count) {
    codes.skip(count);
  }

  // A code out of bounds fails in the array access below.

  @Override
  public void ints(int[] target, int at, int count) {
    int[] step = scratch.codes();
    for (int done = 0; done < count; done += STEP) {
      int run = Math.min(STEP, count - done);
      codes.decode(step, 0, run);
      gather(dictionary.ints(), step, target, at + done, run);
    }
  }

  private static void gather(int[] values, int[] codes, int[] target, int at, int count) {
    for (int i = 0; i < count; i++) {
      target[at + i] = values[codes[i]];
    }
  }

  @Override
  public void longs(long[] target, int at, int count) {
    int[] step = scratch.codes();
    for (int done = 0; done < count; done += STEP) {
      int run = Math.min(STEP, count - done);
      codes.decode(step, 0, run);
      gather(dictionary.longs(), step, target, at + done, run);
    }
  }

  private static void gather(long[] values, int[] codes, long[] target, int at, int count) {
    for (int i = 0; i < count; i++) {
      target[at + i] = values[codes[i]];
    }
  }

  @Override
  public void floats(float[] target, int at, int count) {
    int[] step = scratch.codes();
    for (int done = 0; done < count; done += STEP) {
      int run = Math.min(STEP, count - done);
      codes.decode(step, 0, run);
      float[] values = dictionary.floats();
      for (int i = 0; i < run; i++) {
        target[at + done + i] = values[step[i]];
      }
    }
  }

  @Override
  public void doubles(double[] target, int at, int count) {
    int[] step = scratch.codes();
    for (int done = 0; done < count; done += STEP) {
      int run = Math.min(STEP, count - done);
      codes.decode(step, 0, run);
      gather(dictionary.doubles(), step, target, at + done, run);
    }
  }

  private static void gather(double[] values, int[] codes, double[] target, int at, int count) {
    for (int i = 0; i < count; i++) {
      target[at + i] = values[codes[i]];
    }
  }

  @Override
  public byte[] bytes(int[] start, int[] length, int at, int count) {
    int[] step = scratch.codes();
    for (int done = 0; done < count; done += STEP) {
      int run = Math.min(STEP, count - done);
      codes.decode(step, 0, run);
      gather(dictionary.start(), step, start, at + done, run);
      gather(dictionary.length(), step, length, at + done, run);
    }
    return dictionary.data();
  }
}
