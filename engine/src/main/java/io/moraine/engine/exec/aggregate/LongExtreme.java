package io.moraine.engine.exec.aggregate;

import io.moraine.core.batch.BooleanVector;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.IntVector;
import io.moraine.core.batch.LongVector;
import io.moraine.core.type.DataType;
import java.util.Arrays;

/** MIN, MAX, BOOL_AND and BOOL_OR of what fits a {@code long}. */
final class LongExtreme extends Accumulator {
  private final DataType type;
  private final Extreme extreme;
  private final long start;
  private final Presence presence;
  private long[] best = new long[0];

  LongExtreme(DataType type, Extreme extreme, InputRows rows) {
    this.type = type;
    this.extreme = extreme;
    this.start = extreme == Extreme.LEAST ? Long.MAX_VALUE : Long.MIN_VALUE;
    this.presence = new Presence(rows);
  }

  @Override
  public void resize(int groups) {
    int before = best.length;
    best = GroupArrays.room(best, groups);
    Arrays.fill(best, before, best.length, start);
    presence.resize(groups);
  }

  @Override
  public void update(int[] groups, int rows, ColumnVector[] arguments) {
    ColumnVector argument = arguments[0].flat();
    byte[] validity = argument.validity();
    byte[] marks = presence.marks(validity != null);
    long[] values = longs(argument);
    long[] into = best;
    if (marks != null) {
      for (int i = 0; i < rows; i++) {
        if (validity == null || validity[i] != 0) {
          offer(groups[i], values[i]);
          marks[groups[i]] = 1;
        }
      }
    } else if (extreme == Extreme.LEAST) {
      for (int i = 0; i < rows; i++) {
        into[groups[i]] = Math.min(into[groups[i]], values[i]);
      }
    } else {
      for (int i = 0; i < rows; i++) {
        into[groups[i]] = Math.max(into[groups[i]], values[i]);
      }
    }
  }

  @Override
  public void updateGroup(int group, int rows, ColumnVector[] arguments) {
    ColumnVector argument = arguments[0].flat();
    if (argument.mayHaveNulls()) {
      super.updateGroup(group, rows, arguments);
      return;
    }
    presence.markGroup(group, rows, rows);
    long[] values = longs(argument);
    long found = best[group];
    if (extreme == Extreme.LEAST) {
      for (int i = 0; i < rows; i++) {
        found = Math.min(found, values[i]);
      }
    } else {
      for (int i = 0; i < rows; i++) {
        found = Math.max(found, values[i]);
      }
    }
    best[group] = found;
  }

  private static long[] longs(ColumnVector vector) {
    if (vector instanceof LongVector longs) {
      return longs.values();
    }
    long[] values = new long[vector.size()];
    if (vector instanceof IntVector ints) {
      int[] narrow = ints.values();
      for (int i = 0; i < values.length; i++) {
        values[i] = narrow[i];
      }
    } else {
      byte[] narrow = ((BooleanVector) vector).values();
      for (int i = 0; i < values.length; i++) {
        values[i] = narrow[i] != 0 ? 1 : 0;
      }
    }
    return values;
  }

  private void offer(int group, long value) {
    best[group] =
        extreme == Extreme.LEAST ? Math.min(best[group], value) : Math.max(best[group], value);
  }

  @Override
  public void merge(Accumulator other, int[] from, int[] to, int count) {
    LongExtreme source = (LongExtreme) other;
    presence.merge(source.presence, from, to, count);
    for (int i = 0; i < count; i++) {
      offer(to[i], source.best[from[i]]);
    }
  }

  @Override
  public ColumnVector result(int from, int to) {
    byte[] validity = presence.validity(from, to);
    int count = to - from;
    if (type == DataType.Primitive.BOOLEAN || type == DataType.Primitive.VOID) {
      byte[] values = new byte[count];
      for (int i = 0; i < count; i++) {
        values[i] = (byte) (best[from + i] == 1 ? 1 : 0);
      }
      return new BooleanVector(type, count, values, validity);
    }
    if (type == DataType.Primitive.BYTE
        || type == DataType.Primitive.SHORT
        || type == DataType.Primitive.INTEGER
        || type == DataType.Primitive.DATE) {
      int[] values = new int[count];
      for (int i = 0; i < count; i++) {
        values[i] = (int) best[from + i];
      }
      return new IntVector(type, count, values, validity);
    }
    return new LongVector(type, count, Arrays.copyOfRange(best, from, to), validity);
  }

  @Override
  public long bytes() {
    return 8L * best.length + presence.bytes();
  }
}
