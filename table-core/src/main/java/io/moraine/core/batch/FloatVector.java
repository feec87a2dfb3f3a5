package io.moraine.core.batch;

import io.moraine.core.type.DataType;

/** Single-precision floating-point values. */
public final class FloatVector extends ColumnVector {
  private final float[] values;

  /** {@code values} has at least {@code size} entries; {@code validity} may be null. */
  public FloatVector(DataType type, int size, float[] values, byte[] validity) {
    super(type, size, validity);
    requireRoom(values.length, size);
    this.values = values;
  }

  /** The values by row; those of null rows have no meaning. Not to be changed. */
  public float[] values() {
    return values;
  }

  @Override
  Object valueAt(int row) {
    return values[row];
  }

  @Override
  public ColumnVector select(int[] rows, int count) {
    float[] selected = new float[count];
    for (int i = 0; i < count; i++) {
      selected[i] = values[rows[i]];
    }
    return new FloatVector(type(), count, selected, selectValidity(rows, count));
  }

  @Override
  public ColumnVector withType(DataType newType) {
    return new FloatVector(newType, size(), values, validity());
  }
}
