package io.moraine.engine.exec.aggregate;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.Vectors;
import io.moraine.core.type.DataType;

/** An aggregate over a bare NULL: always null. */
final class NoValue extends Accumulator {
  private final DataType type;

  NoValue(DataType type) {
    this.type = type;
  }

  @Override
  public void resize(int groups) {}

  @Override
  public void update(int[] groups, int rows, ColumnVector[] arguments) {}

  @Override
  public void merge(Accumulator other, int[] from, int[] to, int count) {}

  @Override
  public ColumnVector result(int from, int to) {
    return Vectors.nulls(type, to - from);
  }

  @Override
  public long bytes() {
    return 0;
  }
}
