package io.moraine.engine.exec.sort;

/** Stable sorting of rows by a code of 64 bits each, least significant digit first. */
final class RadixSort {
  private static final int DIGIT_BITS = 8;
  private static final int DIGITS = 1 << DIGIT_BITS;
  private static final int SMALL = 64;

  private RadixSort() {}

  /**
   * Orders {@code rows[from .. to)} by their codes, which stand at the same places of {@code codes}
   * and are ordered with them. Codes compare signed.
   */
  static void sort(long[] codes, int[] rows, int from, int to) {
    if (to - from <= SMALL) {
      insertion(codes, rows, from, to);
      return;
    }
    long least = Long.MAX_VALUE;
    long greatest = Long.MIN_VALUE;
    boolean ordered = true;
    for (int i = from; i < to; i++) {
      ordered &= codes[i] >= greatest;
      least = Math.min(least, codes[i]);
      greatest = Math.max(greatest, codes[i]);
    }
    if (ordered) {
      return;
    }
    int placeBits = 32 - Integer.numberOfLeadingZeros(to - from - 1);
    int codeBits = 64 - Long.numberOfLeadingZeros(greatest - least);
    if (codeBits + placeBits <= 64) {
      packed(codes, rows, from, to, least, codeBits, placeBits);
    } else {
      pairs(codes, rows, from, to, least, codeBits);
    }
  }

  private static void insertion(long[] codes, int[] rows, int from, int to) {
    for (int i = from + 1; i < to; i++) {
      long code = codes[i];
      int row = rows[i];
      int at = i;
      while (at > from && codes[at - 1] > code) {
        codes[at] = codes[at - 1];
        rows[at] = rows[at - 1];
        at--;
      }
      codes[at] = code;
      rows[at] = row;
    }
  }

  /** Code and place share a word, so that one array is moved. */
  private static void packed(
      long[] codes, int[] rows, int from, int to, long least, int codeBits, int placeBits) {
    int count = to - from;
    long[] words = new long[count];
    for (int i = 0; i < count; i++) {
      words[i] = (codes[from + i] - least) << placeBits | i;
    }
    long[] other = new long[count];
    for (int bit = 0; bit < codeBits; bit += DIGIT_BITS) {
      int shift = placeBits + bit;
      int[] next = new int[DIGITS];
      for (int i = 0; i < count; i++) {
        next[(int) (words[i] >>> shift) & (DIGITS - 1)]++;
      }
      if (starts(next, count)) {
        for (int i = 0; i < count; i++) {
          other[next[(int) (words[i] >>> shift) & (DIGITS - 1)]++] = words[i];
        }
        long[] swap = words;
        words = other;
        other = swap;
      }
    }
    int[] before = java.util.Arrays.copyOfRange(rows, from, to);
    long placeMask = (1L << placeBits) - 1;
    for (int i = 0; i < count; i++) {
      rows[from + i] = before[(int) (words[i] & placeMask)];
      codes[from + i] = (words[i] >>> placeBits) + least;
    }
  }

  private static void pairs(long[] codes, int[] rows, int from, int to, long least, int codeBits) {
    int count = to - from;
    long[] words = new long[count];
    int[] places = java.util.Arrays.copyOfRange(rows, from, to);
    for (int i = 0; i < count; i++) {
      words[i] = codes[from + i] - least;
    }
    long[] otherWords = new long[count];
    int[] otherPlaces = new int[count];
    for (int shift = 0; shift < codeBits; shift += DIGIT_BITS) {
      int[] next = new int[DIGITS];
      for (int i = 0; i < count; i++) {
        next[(int) (words[i] >>> shift) & (DIGITS - 1)]++;
      }
      if (starts(next, count)) {
        for (int i = 0; i < count; i++) {
          int at = next[(int) (words[i] >>> shift) & (DIGITS - 1)]++;
          otherWords[at] = words[i];
          otherPlaces[at] = places[i];
        }
        long[] swapWords = words;
        words = otherWords;
        otherWords = swapWords;
        int[] swapPlaces = places;
        places = otherPlaces;
        otherPlaces = swapPlaces;
      }
    }
    for (int i = 0; i < count; i++) {
      codes[from + i] = words[i] + least;
    }
    System.arraycopy(places, 0, rows, from, count);
  }

  /** Turns counts into where each digit starts; false if all rows have one digit. */
  private static boolean starts(int[] counts, int total) {
    int start = 0;
    boolean several = true;
    for (int digit = 0; digit < DIGITS; digit++) {
      int count = counts[digit];
      several &= count != total;
      counts[digit] = start;
      start += count;
    }
    return several;
  }
}
