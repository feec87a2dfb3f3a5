package io.moraine.log.state;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Numbers that some rows have. Filled once. */
final class OptionalLongs {
  private long @Nullable [] values;
  private byte @Nullable [] known;

  /** Sets the number of {@code row}, one of {@code rows}. */
  void set(int row, long value, int rows) {
    if (values == null || known == null) {
      values = new long[rows];
      known = new byte[rows];
    }
    values[row] = value;
    known[row] = 1;
  }

  @Nullable Long of(int row) {
    return values == null || known == null || known[row] == 0 ? null : (Long) values[row];
  }

  void trim(int rows) {
    if (values != null && known != null && values.length > rows) {
      values = Arrays.copyOf(values, rows);
      known = Arrays.copyOf(known, rows);
    }
  }

  long heapBytes() {
    return values == null ? 0 : 9L * values.length;
  }
}
