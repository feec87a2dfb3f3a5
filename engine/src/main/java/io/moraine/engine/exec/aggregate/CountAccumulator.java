package io.moraine.engine.exec.aggregate;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.LongVector;
import io.moraine.core.type.DataType;
import java.util.Arrays;

/** COUNT: rows whose arguments are all not null. */
final class CountAccumulator extends Accumulator {
  private long[] counts = new long[16];

  @Override
  public void resize(int groups) {
    counts = GroupArrays.room(counts, groups);
  }

  @Override
  public void update(int[] groups, int rows, ColumnVector[] arguments) {
    byte[] validity = null;
    for (ColumnVector argument : arguments) {
      validity = and(validity, argument.validity(), rows);
    }
    long[] into = counts;
    if (validity == null) {
      for (int i = 0; i < rows; i++) {
        into[groups[i]]++;
      }
    } else {
      for (int i = 0; i < rows; i++) {
        into[groups[i]] += validity[i];
      }
    }
  }

  @Override
  public void updateGroup(int group, int rows, ColumnVector[] arguments) {
    byte[] validity = null;
    for (ColumnVector argument : arguments) {
      validity = and(validity, argument.validity(), rows);
    }
    counts[group] += present(validity, rows);
  }

  /** How many of the first {@code rows} rows are not null. */
  static int present(byte[] validity, int rows) {
    if (validity == null) {
      return rows;
    }
    int count = 0;
    for (int i = 0; i < rows; i++) {
      count += validity[i];
    }
    return count;
  }

  private static byte[] and(byte[] left, byte[] right, int rows) {
    if (left == null || right == null) {
      return left == null ? right : left;
    }
    byte[] both = new byte[rows];
    for (int i = 0; i < rows; i++) {
      both[i] = (byte) (left[i] & right[i]);
    }
    return both;
  }

  long count(int group) {
    return counts[group];
  }

  @Override
  public void merge(Accumulator other, int[] from, int[] to, int count) {
    long[] source = ((CountAccumulator) other).counts;
    for (int i = 0; i < count; i++) {
      counts[to[i]] += source[from[i]];
    }
  }

  @Override
  public ColumnVector result(int from, int to) {
    return new LongVector(
        DataType.Primitive.LONG, to - from, Arrays.copyOfRange(counts, from, to), null);
  }

  @Override
  public long bytes() {
    return 8L * counts.length;
  }
}
