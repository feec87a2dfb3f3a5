package io.moraine.engine.exec.aggregate;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.VectorBuilder;
import io.moraine.core.type.DataType;
import io.moraine.engine.physical.AggregateFunction;

/** FIRST, LAST and ANY_VALUE. */
final class Pick extends Accumulator {
  private final DataType type;
  private final boolean last;
  private final boolean ignoreNulls;
  private byte[] present = new byte[16];
  private Object[] values = new Object[16];

  Pick(AggregateFunction function, DataType type) {
    this.type = type;
    this.last =
        function == AggregateFunction.LAST || function == AggregateFunction.LAST_IGNORE_NULLS;
    this.ignoreNulls =
        function == AggregateFunction.FIRST_IGNORE_NULLS
            || function == AggregateFunction.LAST_IGNORE_NULLS;
  }

  @Override
  public void resize(int groups) {
    present = GroupArrays.room(present, groups);
    values = GroupArrays.room(values, groups);
  }

  @Override
  public void update(int[] groups, int rows, ColumnVector[] arguments) {
    ColumnVector argument = arguments[0];
    if (last) {
      // From the end, so that one value a group and batch becomes an object.
      boolean[] done = new boolean[present.length];
      for (int i = rows - 1; i >= 0; i--) {
        if (!done[groups[i]] && !(ignoreNulls && argument.isNull(i))) {
          done[groups[i]] = true;
          set(groups[i], argument.value(i));
        }
      }
      return;
    }
    for (int i = 0; i < rows; i++) {
      if (present[groups[i]] == 0 && !(ignoreNulls && argument.isNull(i))) {
        set(groups[i], argument.value(i));
      }
    }
  }

  private void set(int group, Object value) {
    present[group] = 1;
    values[group] = value;
  }

  @Override
  public void merge(Accumulator other, int[] from, int[] to, int count) {
    Pick source = (Pick) other;
    for (int i = 0; i < count; i++) {
      if (source.present[from[i]] != 0 && (last || present[to[i]] == 0)) {
        set(to[i], source.values[from[i]]);
      }
    }
  }

  @Override
  public ColumnVector result(int from, int to) {
    VectorBuilder builder = VectorBuilder.of(type, to - from);
    for (int i = from; i < to; i++) {
      builder.append(values[i]);
    }
    return builder.build();
  }

  @Override
  public long bytes() {
    return 40L * values.length;
  }
}
