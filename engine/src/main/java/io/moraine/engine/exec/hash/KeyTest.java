package io.moraine.engine.exec.hash;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.DictionaryVector;
import io.moraine.core.batch.IntVector;
import io.moraine.core.batch.LongVector;
import io.moraine.core.eval.ValueTest;
import java.util.Optional;

/**
 * Keeps rows whose whole number is in a set: exactly, where the set's range is small enough for a
 * bit each, else by a Bloom filter of one word a key. Immutable.
 */
final class KeyTest implements ValueTest {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  /** With so many bits a key at most, each value of the range has its own. */
  private static final int DENSE_BITS = 64;

  private static final int BLOOM_BITS = 16;

  private final long min;
  private final long max;

  /** A bit for each value from {@code min}, or the words of a Bloom filter. */
  private final long[] words;

  /** What is left of a hash is a word's number; 0 if each value has its bit. */
  private final int shift;

  private KeyTest(long min, long max, long[] words, int shift) {
    this.min = min;
    this.max = max;
    this.words = words;
    this.shift = shift;
  }

  /** A test for {@code keys[0 .. count)}, at least one, none of them below min or above max. */
  static KeyTest of(long[] keys, int count, long min, long max) {
    long range = max - min;
    if (range >= 0 && range / DENSE_BITS <= count + 1024L) {
      long[] bits = new long[(int) (range >>> 6) + 1];
      for (int i = 0; i < count; i++) {
        long at = keys[i] - min;
        bits[(int) (at >>> 6)] |= 1L << at;
      }
      return new KeyTest(min, max, bits, 0);
    }
    int log = Math.max(1, 64 - Long.numberOfLeadingZeros((long) count * BLOOM_BITS / 64));
    long[] bits = new long[1 << log];
    for (int i = 0; i < count; i++) {
      long hash = keys[i] * GOLDEN;
      bits[(int) (hash >>> (64 - log))] |= pattern(hash);
    }
    return new KeyTest(min, max, bits, 64 - log);
  }

  /** Two bits by other parts of the hash than the word's number. */
  private static long pattern(long hash) {
    return 1L << (hash >>> 8) | 1L << (hash >>> 20);
  }

  /** All keys, in order, if they are no more than {@code most} and each has its bit. */
  Optional<long[]> listed(int most) {
    int count = 0;
    for (int i = 0; shift == 0 && i < words.length && count <= most; i++) {
      count += Long.bitCount(words[i]);
    }
    if (shift != 0 || count > most) {
      return Optional.empty();
    }
    long[] keys = new long[count];
    int next = 0;
    for (int i = 0; i < words.length; i++) {
      for (long left = words[i]; left != 0; left &= left - 1) {
        keys[next++] = min + 64L * i + Long.numberOfTrailingZeros(left);
      }
    }
    return Optional.of(keys);
  }

  long bytes() {
    return 8L * words.length;
  }

  @Override
  public int refine(ColumnVector vector, int[] selection, int count) {
    int left = count;
    if (vector.mayHaveNulls()) {
      byte[] validity = vector.validity();
      left = 0;
      for (int i = 0; i < count; i++) {
        int row = selection[i];
        selection[left] = row;
        left += validity[row];
      }
    }
    if (vector instanceof DictionaryVector coded) {
      return coded(coded, selection, left);
    } else if (vector instanceof IntVector ints) {
      int[] values = ints.values();
      return shift == 0 ? dense(values, selection, left) : bloom(values, selection, left);
    } else if (vector instanceof LongVector longs) {
      long[] values = longs.values();
      return shift == 0 ? dense(values, selection, left) : bloom(values, selection, left);
    }
    return left;
  }

  private int coded(DictionaryVector coded, int[] selection, int count) {
    ColumnVector dictionary = coded.dictionary();
    int[] codes = coded.codes();
    if (dictionary.size() > count / 2) {
      return refineFlat(coded, selection, count);
    }
    int[] entries = new int[dictionary.size()];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = i;
    }
    int found = refine(dictionary, entries, entries.length);
    byte[] accepted = new byte[entries.length];
    for (int i = 0; i < found; i++) {
      accepted[entries[i]] = 1;
    }
    int kept = 0;
    for (int i = 0; i < count; i++) {
      int row = selection[i];
      selection[kept] = row;
      kept += accepted[codes[row]];
    }
    return kept;
  }

  private int refineFlat(DictionaryVector coded, int[] selection, int count) {
    int[] codes = coded.codes();
    int kept = 0;
    if (coded.dictionary() instanceof LongVector longs) {
      long[] values = longs.values();
      for (int i = 0; i < count; i++) {
        int row = selection[i];
        selection[kept] = row;
        kept += contains(values[codes[row]]);
      }
    } else {
      int[] values = ((IntVector) coded.dictionary()).values();
      for (int i = 0; i < count; i++) {
        int row = selection[i];
        selection[kept] = row;
        kept += contains(values[codes[row]]);
      }
    }
    return kept;
  }

  /** 1 if {@code value} may be one of the keys, else 0. */
  private int contains(long value) {
    if (value < min || value > max) {
      return 0;
    }
    if (shift == 0) {
      long at = value - min;
      return (int) (words[(int) (at >>> 6)] >>> at) & 1;
    }
    long hash = value * GOLDEN;
    long bits = pattern(hash);
    return (words[(int) (hash >>> shift)] & bits) == bits ? 1 : 0;
  }

  private int dense(long[] values, int[] selection, int count) {
    long[] bits = words;
    long first = min;
    long span = max - min;
    int kept = 0;
    for (int i = 0; i < count; i++) {
      int row = selection[i];
      selection[kept] = row;
      long at = values[row] - first;
      if (at >= 0 && at <= span) {
        kept += (int) (bits[(int) (at >>> 6)] >>> at) & 1;
      }
    }
    return kept;
  }

  private int dense(int[] values, int[] selection, int count) {
    long[] bits = words;
    long first = min;
    long span = max - min;
    int kept = 0;
    for (int i = 0; i < count; i++) {
      int row = selection[i];
      selection[kept] = row;
      long at = values[row] - first;
      if (at >= 0 && at <= span) {
        kept += (int) (bits[(int) (at >>> 6)] >>> at) & 1;
      }
    }
    return kept;
  }

  private int bloom(long[] values, int[] selection, int count) {
    long[] bits = words;
    int by = shift;
    int kept = 0;
    for (int i = 0; i < count; i++) {
      int row = selection[i];
      selection[kept] = row;
      long hash = values[row] * GOLDEN;
      long pattern = pattern(hash);
      kept += (bits[(int) (hash >>> by)] & pattern) == pattern ? 1 : 0;
    }
    return kept;
  }

  private int bloom(int[] values, int[] selection, int count) {
    int kept = 0;
    for (int i = 0; i < count; i++) {
      int row = selection[i];
      selection[kept] = row;
      kept += contains(values[row]);
    }
    return kept;
  }
}
