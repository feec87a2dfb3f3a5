package io.moraine.engine.exec.hash;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.IntVector;
import io.moraine.core.batch.LongVector;
import io.moraine.core.type.DataType;
import java.util.Optional;

/** A column of whole numbers without nulls, at least one, with its bounds. */
final class KeyRange {
  private final long[] values;
  private final int count;
  private final long min;
  private final long max;

  private KeyRange(long[] values, int count, long min, long max) {
    this.values = values;
    this.count = count;
    this.min = min;
    this.max = max;
  }

  /** The column's range, where it is of whole numbers, has rows, and has no null in them. */
  static Optional<KeyRange> of(ColumnVector column) {
    ColumnVector flat = column.flat();
    int count = flat.size();
    if (count == 0 || hasNulls(flat) || flat.type() == DataType.Primitive.VOID) {
      return Optional.empty();
    }
    long[] values;
    if (flat instanceof LongVector longs) {
      values = longs.values();
    } else if (flat instanceof IntVector ints) {
      values = new long[count];
      for (int i = 0; i < count; i++) {
        values[i] = ints.values()[i];
      }
    } else {
      return Optional.empty();
    }
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    for (int i = 0; i < count; i++) {
      min = Math.min(min, values[i]);
      max = Math.max(max, values[i]);
    }
    return Optional.of(new KeyRange(values, count, min, max));
  }

  private static boolean hasNulls(ColumnVector vector) {
    for (int i = 0; vector.mayHaveNulls() && i < vector.size(); i++) {
      if (vector.isNull(i)) {
        return true;
      }
    }
    return false;
  }

  /** The values, {@link #count} of them. Not to be changed. */
  long[] values() {
    return values;
  }

  int count() {
    return count;
  }

  /** The smallest. */
  long min() {
    return min;
  }

  /** The greatest. */
  long max() {
    return max;
  }

  /** How many bits tell the values from one another. */
  int bits() {
    return 64 - Long.numberOfLeadingZeros(max - min);
  }
}
