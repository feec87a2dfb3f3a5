package io.moraine.compaction.curve;

import io.moraine.core.batch.BytesVector;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.DictionaryVector;
import io.moraine.core.batch.DoubleVector;
import io.moraine.core.batch.FloatVector;
import io.moraine.core.batch.IntVector;
import io.moraine.core.batch.LongVector;
import io.moraine.core.kernel.ValueOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Which part of a column's values lies below a value, about, as a number of so many bits: values of
 * any distribution are spread evenly. Null is below all values. Made from a sample; safe for use by
 * many threads.
 */
abstract class ColumnRanks {
  /** Ranks of the least values of the ranges that {@link #range} tells apart. */
  private final int[] ranks;

  private ColumnRanks(int[] ranks) {
    this.ranks = ranks;
  }

  /** Ranks of {@code bits} bits for a column of which {@code sample} holds some rows. */
  static ColumnRanks of(ColumnVector sample, int bits) {
    ColumnVector flat = sample.flat();
    int[] rows = new int[flat.size()];
    int count = 0;
    for (int row = 0; row < rows.length; row++) {
      if (!flat.isNull(row)) {
        rows[count++] = row;
      }
    }
    ColumnVector values = flat.select(rows, count);
    int nulls = rows.length - count;
    if (isFixed(values)) {
      long[] sorted = new long[count];
      for (int row = 0; row < count; row++) {
        sorted[row] = fixed(values, row);
      }
      Arrays.sort(sorted);
      int[] starts = starts(count, bits, (a, b) -> sorted[a] == sorted[b]);
      return new OfLongs(
          Arrays.stream(starts).mapToLong(i -> sorted[i]).toArray(),
          scaled(starts, nulls, count, bits));
    }
    List<Object> sorted = new ArrayList<>();
    for (int row = 0; row < count; row++) {
      sorted.add(values instanceof BytesVector bytes ? bytes.bytes(row) : values.value(row));
    }
    sorted.sort(ValueOrder::compare);
    int[] starts =
        starts(count, bits, (a, b) -> ValueOrder.compare(sorted.get(a), sorted.get(b)) == 0);
    int[] ranks = scaled(starts, nulls, count, bits);
    List<Object> least = Arrays.stream(starts).mapToObj(sorted::get).toList();
    return values instanceof BytesVector
        ? new OfBytes(least.toArray(new byte[0][]), ranks)
        : new OfObjects(least, ranks);
  }

  /** Whether two places of a sorted sample hold the same value. */
  @FunctionalInterface
  private interface Sameness {
    boolean same(int left, int right);
  }

  /**
   * Places of a sorted sample of {@code count} values at which ranges start, about evenly; each is
   * the first of its value.
   */
  private static int[] starts(int count, int bits, Sameness values) {
    int ranges = (int) Math.min(count, 1L << bits);
    int[] starts = new int[ranges];
    int found = 0;
    int last = -1;
    for (int range = 0; range < ranges; range++) {
      int at = (int) ((long) range * count / ranges);
      if (last >= 0 && values.same(last, at)) {
        continue;
      }
      // The first of its value, between the last start and here.
      int low = last + 1;
      int high = at;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (values.same(middle, at)) {
          high = middle;
        } else {
          low = middle + 1;
        }
      }
      starts[found++] = low;
      last = low;
    }
    return Arrays.copyOf(starts, found);
  }

  /** The part of all that lies before each of {@code starts}; at least 1, as 0 is for null. */
  private static int[] scaled(int[] starts, int nulls, int count, int bits) {
    long cells = 1L << bits;
    return Arrays.stream(starts)
        .map(start -> (int) Math.max(1, (start + (long) nulls) * cells / (count + (long) nulls)))
        .toArray();
  }

  /** Sets {@code into[0 .. size)} to the ranks of the rows of {@code column}. */
  final void rank(ColumnVector column, int[] into) {
    if (column instanceof DictionaryVector coded) {
      ColumnVector dictionary = coded.dictionary();
      int[] ofEntries = new int[dictionary.size()];
      rankFlat(dictionary, ofEntries);
      int[] codes = coded.codes();
      for (int row = 0; row < coded.size(); row++) {
        into[row] = ofEntries.length == 0 ? 0 : ofEntries[codes[row]];
      }
    } else {
      rankFlat(column, into);
    }
    byte[] validity = column.validity();
    if (validity != null) {
      for (int row = 0; row < column.size(); row++) {
        into[row] = validity[row] == 0 ? 0 : into[row];
      }
    }
  }

  private void rankFlat(ColumnVector column, int[] into) {
    for (int row = 0; row < column.size(); row++) {
      if (!column.isNull(row)) {
        int range = range(column, row);
        into[row] = range < 0 ? 1 : ranks[range];
      }
    }
  }

  /** The last range whose least value is at most that of {@code row}; −1 if none is. */
  abstract int range(ColumnVector column, int row);

  private static boolean isFixed(ColumnVector values) {
    return values instanceof LongVector
        || values instanceof IntVector
        || values instanceof DoubleVector
        || values instanceof FloatVector;
  }

  /** The value of {@code row} as a number of the same order. */
  private static long fixed(ColumnVector values, int row) {
    if (values instanceof LongVector longs) {
      return longs.values()[row];
    } else if (values instanceof IntVector ints) {
      return ints.values()[row];
    } else if (values instanceof DoubleVector doubles) {
      return ordered(doubles.values()[row]);
    }
    return ordered(((FloatVector) values).values()[row]);
  }

  private static long ordered(double value) {
    // 0.0 takes in −0.0; doubleToLongBits has one NaN, which comes last.
    long bits = Double.doubleToLongBits(value == 0 ? 0.0 : value);
    return bits ^ (bits >> 63 & Long.MAX_VALUE);
  }

  private static final class OfLongs extends ColumnRanks {
    private final long[] least;

    OfLongs(long[] least, int[] ranks) {
      super(ranks);
      this.least = least;
    }

    @Override
    int range(ColumnVector column, int row) {
      long value = fixed(column, row);
      int low = 0;
      int high = least.length;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (least[middle] <= value) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low - 1;
    }
  }

  private static final class OfBytes extends ColumnRanks {
    private final byte[][] least;

    OfBytes(byte[][] least, int[] ranks) {
      super(ranks);
      this.least = least;
    }

    @Override
    int range(ColumnVector column, int row) {
      BytesVector bytes = (BytesVector) column;
      int from = bytes.start()[row];
      int to = from + bytes.length()[row];
      int low = 0;
      int high = least.length;
      while (low < high) {
        int middle = (low + high) >>> 1;
        byte[] other = least[middle];
        if (Arrays.compareUnsigned(other, 0, other.length, bytes.data(), from, to) <= 0) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low - 1;
    }
  }

  private static final class OfObjects extends ColumnRanks {
    private static final Comparator<Object> ORDER = ValueOrder::compare;
    private final List<Object> least;

    OfObjects(List<Object> least, int[] ranks) {
      super(ranks);
      this.least = least;
    }

    @Override
    int range(ColumnVector column, int row) {
      int low = 0;
      int high = least.size();
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (ORDER.compare(least.get(middle), column.value(row)) <= 0) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low - 1;
    }
  }
}
