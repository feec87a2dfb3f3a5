package io.moraine.engine.exec.hash;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.IntVector;
import io.moraine.core.batch.LongVector;
import io.moraine.core.type.DataType;
import java.util.Optional;

/**
 * A column of whole numbers without nulls, with its bounds.
 *
 * @param values at least one
 */
record KeyRange(long[] values, int count, long min, long max) {
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

  /** How many bits tell the values from one another. */
  int bits() {
    return 64 - Long.numberOfLeadingZeros(max - min);
  }
}
