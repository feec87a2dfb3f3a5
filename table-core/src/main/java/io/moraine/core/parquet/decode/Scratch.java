package io.moraine.core.parquet.decode;

/**
 * Arrays that the decoders of a column's pages use, one page after the other, for what they do not
 * keep. For one column, and one thread.
 */
public final class Scratch {
  /** How many numbers are decoded at once where they are not wanted as they are. */
  static final int STEP = 512;

  private int[] codes = {};
  private long[] numbers = {};
  private long[] prefixes = {};
  private int[] starts = {};
  private int[] lengths = {};

  /** {@link #STEP} codes. */
  int[] codes() {
    codes = codes.length == 0 ? new int[STEP] : codes;
    return codes;
  }

  /** {@link #STEP} numbers. */
  long[] numbers() {
    numbers = numbers.length == 0 ? new long[STEP] : numbers;
    return numbers;
  }

  /** {@code count} prefixes at least. */
  long[] prefixes(int count) {
    prefixes = prefixes.length < count ? new long[count] : prefixes;
    return prefixes;
  }

  /** {@link #STEP} starts of values that are stepped over. */
  int[] starts() {
    starts = starts.length == 0 ? new int[STEP] : starts;
    return starts;
  }

  /** {@link #STEP} lengths of values that are stepped over. */
  int[] lengths() {
    lengths = lengths.length == 0 ? new int[STEP] : lengths;
    return lengths;
  }
}
