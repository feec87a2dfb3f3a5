package io.moraine.engine.exec.aggregate;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.VectorBuilder;
import io.moraine.core.kernel.ValueOrder;
import io.moraine.core.type.DataType;

/** MIN_BY and MAX_BY; of rows that tie, the first counts. */
final class PickBy extends Accumulator {
  private final DataType type;
  private final Extreme extreme;
  private Object[] orders = new Object[16];
  private Object[] values = new Object[16];

  PickBy(DataType type, Extreme extreme) {
    this.type = type;
    this.extreme = extreme;
  }

  @Override
  public void resize(int groups) {
    orders = GroupArrays.room(orders, groups);
    values = GroupArrays.room(values, groups);
  }

  @Override
  public void update(int[] groups, int rows, ColumnVector[] arguments) {
    for (int i = 0; i < rows; i++) {
      Object order = arguments[1].value(i);
      if (order != null && better(groups[i], order)) {
        orders[groups[i]] = order;
        values[groups[i]] = arguments[0].value(i);
      }
    }
  }

  private boolean better(int group, Object order) {
    return orders[group] == null || extreme.better(ValueOrder.compare(order, orders[group]));
  }

  @Override
  public void merge(Accumulator other, int[] from, int[] to, int count) {
    PickBy source = (PickBy) other;
    for (int i = 0; i < count; i++) {
      Object order = source.orders[from[i]];
      if (order != null && better(to[i], order)) {
        orders[to[i]] = order;
        values[to[i]] = source.values[from[i]];
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
    return 64L * values.length;
  }
}
