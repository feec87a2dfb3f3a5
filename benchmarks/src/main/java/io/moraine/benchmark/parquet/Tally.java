package io.moraine.benchmark.parquet;

import io.moraine.core.batch.BytesVector;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.DictionaryVector;
import io.moraine.core.batch.DoubleVector;
import io.moraine.core.batch.IntVector;
import io.moraine.core.batch.ListVector;
import io.moraine.core.batch.LongVector;
import io.moraine.core.batch.MapVector;
import io.moraine.core.batch.StructVector;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Adds up columns: numbers as they are, decimals unscaled, dates in days, strings by their lengths
 * in bytes, lists and maps by their sizes, structs field by field.
 */
final class Tally {
  private final List<Long> totals = new ArrayList<>();
  private int at;

  /** Adds the batch's columns to the totals. */
  void add(ColumnBatch batch) {
    at = 0;
    for (ColumnVector column : batch.columns()) {
      add(column);
    }
  }

  /** Adds the totals of another. */
  void add(Tally other) {
    at = 0;
    other.totals.forEach(this::count);
  }

  private void count(long total) {
    if (at == totals.size()) {
      totals.add(0L);
    }
    totals.set(at, totals.get(at) + total);
    at++;
  }

  private void add(ColumnVector vector) {
    byte[] validity = vector.validity();
    int size = vector.size();
    if (vector instanceof StructVector struct) {
      struct.fields().forEach(this::add);
    } else if (vector instanceof ListVector list) {
      count(list.offsets()[size] - list.offsets()[0]);
    } else if (vector instanceof MapVector map) {
      count(map.offsets()[size] - map.offsets()[0]);
    } else if (vector instanceof DictionaryVector coded) {
      count(
          coded.dictionary().size() == 0
              ? 0
              : byCode(worth(coded.dictionary()), coded.codes(), validity, size));
    } else if (vector instanceof LongVector longs) {
      count(sum(longs.values(), validity, size));
    } else if (vector instanceof IntVector ints) {
      count(sum(ints.values(), validity, size));
    } else if (vector instanceof DoubleVector doubles) {
      count(wholes(doubles.values(), validity, size));
    } else {
      count(sum(((BytesVector) vector).length(), validity, size));
    }
  }

  private static long[] worth(ColumnVector dictionary) {
    if (dictionary instanceof LongVector longs) {
      return longs.values();
    }
    long[] worth = new long[dictionary.size()];
    for (int i = 0; i < worth.length; i++) {
      worth[i] =
          dictionary instanceof IntVector ints
              ? ints.values()[i]
              : dictionary instanceof DoubleVector doubles
                  ? (long) doubles.values()[i]
                  : ((BytesVector) dictionary).length()[i];
    }
    return worth;
  }

  private static long byCode(long[] worth, int[] codes, byte[] validity, int size) {
    long sum = 0;
    if (validity == null) {
      for (int i = 0; i < size; i++) {
        sum += worth[codes[i]];
      }
    } else {
      for (int i = 0; i < size; i++) {
        sum += worth[codes[i]] & -validity[i];
      }
    }
    return sum;
  }

  private static long sum(long[] values, byte[] validity, int size) {
    long sum = 0;
    if (validity == null) {
      for (int i = 0; i < size; i++) {
        sum += values[i];
      }
    } else {
      for (int i = 0; i < size; i++) {
        sum += values[i] & -validity[i];
      }
    }
    return sum;
  }

  private static long sum(int[] values, byte[] validity, int size) {
    long sum = 0;
    if (validity == null) {
      for (int i = 0; i < size; i++) {
        sum += values[i];
      }
    } else {
      for (int i = 0; i < size; i++) {
        sum += values[i] & -validity[i];
      }
    }
    return sum;
  }

  private static long wholes(double[] values, byte[] validity, int size) {
    long sum = 0;
    for (int i = 0; i < size; i++) {
      sum += validity == null || validity[i] != 0 ? (long) values[i] : 0;
    }
    return sum;
  }

  @Override
  public String toString() {
    return totals.stream().map(String::valueOf).collect(Collectors.joining(" "));
  }
}
