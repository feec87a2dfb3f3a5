package io.moraine.core.batch;

import io.moraine.core.type.DataType;

/** Double-precision floating-point values. */
public final class DoubleVector extends ColumnVector {
  private final double[] values;

  /** {@code values} has at least {@code size} entries; {@code validity} may be null. */
  public DoubleVector(DataType type, int size, double[] values, byte[] validity) {
    super(type, size, validity);
    requireRoom(values.length, size);
    this.values = values;
  }

  /** The values by row; those of null rows have no meaning. Not to be changed. */
  public double[] values() {
    return values;
  }

  @Override
  Object valueAt(int row) {
    return values[row];
  }

  @Override
  public ColumnVector select(int[] rows, int count) {
    double[] selected = new double[count];
    for (int i = 0; i < count; i++) {
      selected[i] = values[rows[i]];
    }
    return new DoubleVector(type(), count, selected, selectValidity(rows, count));
  }

  @Override
  public ColumnVector withType(DataType newType) {
    return new DoubleVector(newType, size(), values, validity());
  }
}
