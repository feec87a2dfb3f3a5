package io.moraine.engine.exec.sort;

import io.moraine.core.batch.BooleanVector;
import io.moraine.core.batch.BytesVector;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.DecimalVector;
import io.moraine.core.batch.DictionaryVector;
import io.moraine.core.batch.DoubleVector;
import io.moraine.core.batch.FloatVector;
import io.moraine.core.batch.IntVector;
import io.moraine.core.batch.LongVector;
import java.util.List;

/**
 * Numbers of 64 bits whose signed order is the order of values: exactly, or up to ties between
 * values that begin alike.
 */
final class SortCodes {
  private final ColumnVector vector;

  /** The rank of each entry, if a dictionary was worth ordering; else null. */
  private final long[] ranks;

  private SortCodes(ColumnVector vector, long[] ranks) {
    this.vector = vector;
    this.ranks = ranks;
  }

  /** The codes of {@code vector}; null if its type has none. */
  static SortCodes of(ColumnVector vector) {
    if (vector instanceof DictionaryVector coded) {
      ColumnVector dictionary = coded.dictionary();
      if (dictionary.size() <= Math.max(64, vector.size() / 4)) {
        return new SortCodes(vector, ranks(dictionary));
      }
      return of(vector.flat());
    }
    boolean known =
        vector instanceof LongVector
            || vector instanceof IntVector
            || vector instanceof DoubleVector
            || vector instanceof FloatVector
            || vector instanceof BooleanVector
            || vector instanceof BytesVector
            || vector instanceof DecimalVector;
    return known ? new SortCodes(vector, null) : null;
  }

  private static long[] ranks(ColumnVector dictionary) {
    List<ColumnVector> keys = List.of(dictionary);
    int[] order = RowSorter.sort(keys, List.of(KeyOrder.ASCENDING), dictionary.size());
    ValueComparison comparison = ValueComparison.ofValues(dictionary, dictionary);
    long[] ranks = new long[order.length];
    for (int i = 1; i < order.length; i++) {
      boolean same = comparison.compare(order[i - 1], order[i]) == 0;
      ranks[order[i]] = ranks[order[i - 1]] + (same ? 0 : 1);
    }
    return ranks;
  }

  /** Whether rows of equal codes have equal values. */
  boolean exact() {
    return ranks != null || !(vector instanceof BytesVector || vector instanceof DecimalVector);
  }

  /**
   * Writes the codes of {@code rows[from .. to)}, none of them null, to {@code codes[from .. to)}.
   */
  void write(int[] rows, int from, int to, long[] codes) {
    if (ranks != null) {
      int[] entries = ((DictionaryVector) vector).codes();
      for (int i = from; i < to; i++) {
        codes[i] = ranks[entries[rows[i]]];
      }
    } else if (vector instanceof LongVector longs) {
      long[] values = longs.values();
      for (int i = from; i < to; i++) {
        codes[i] = values[rows[i]];
      }
    } else if (vector instanceof IntVector ints) {
      int[] values = ints.values();
      for (int i = from; i < to; i++) {
        codes[i] = values[rows[i]];
      }
    } else if (vector instanceof DoubleVector doubles) {
      double[] values = doubles.values();
      for (int i = from; i < to; i++) {
        long bits = Double.doubleToLongBits(values[rows[i]] + 0.0);
        codes[i] = bits ^ ((bits >> 63) >>> 1);
      }
    } else if (vector instanceof FloatVector floats) {
      float[] values = floats.values();
      for (int i = from; i < to; i++) {
        int bits = Float.floatToIntBits(values[rows[i]] + 0.0f);
        codes[i] = bits ^ ((bits >> 31) >>> 1);
      }
    } else if (vector instanceof BooleanVector booleans) {
      byte[] values = booleans.values();
      for (int i = from; i < to; i++) {
        codes[i] = values[rows[i]];
      }
    } else if (vector instanceof DecimalVector decimals) {
      long[] values = decimals.high();
      for (int i = from; i < to; i++) {
        codes[i] = values[rows[i]];
      }
    } else {
      BytesVector bytes = (BytesVector) vector;
      for (int i = from; i < to; i++) {
        codes[i] = prefix(bytes.data(), bytes.start()[rows[i]], bytes.length()[rows[i]]);
      }
    }
  }

  /** The first 8 bytes, zeros after the end, in an order that suits signed comparison. */
  private static long prefix(byte[] data, int start, int length) {
    long prefix = 0;
    int count = Math.min(8, length);
    for (int i = 0; i < count; i++) {
      prefix = prefix << 8 | (data[start + i] & 0xFF);
    }
    return (count == 0 ? 0 : prefix << (8 * (8 - count))) ^ Long.MIN_VALUE;
  }
}
