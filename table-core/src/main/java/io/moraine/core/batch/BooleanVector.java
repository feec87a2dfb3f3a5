package io.moraine.core.batch;

import io.moraine.core.type.DataType;

/** Booleans, one byte each: 0 or 1. Also the vector of type void, all null. */
public final class BooleanVector extends ColumnVector {
  private final byte[] values;

  /** {@code values} has at least {@code size} entries; {@code validity} may be null. */
  public BooleanVector(DataType type, int size, byte[] values, byte[] validity) {
    super(type, size, validity);
    requireRoom(values.length, size);
    this.values = values;
  }

  /** The values by row; those of null rows have no meaning. Not to be changed. */
  public byte[] values() {
    return values;
  }

  @Override
  Object valueAt(int row) {
    return values[row] != 0;
  }

  @Override
  public ColumnVector select(int[] rows, int count) {
    byte[] selected = new byte[count];
    for (int i = 0; i < count; i++) {
      selected[i] = values[rows[i]];
    }
    return new BooleanVector(type(), count, selected, selectValidity(rows, count));
  }

  @Override
  public ColumnVector withType(DataType newType) {
    return new BooleanVector(newType, size(), values, validity());
  }
}
