package io.moraine.core.batch;

import io.moraine.core.type.DataType;

/** Values of 32 bits: byte, short, integer and date. */
public final class IntVector extends ColumnVector {
  private final int[] values;

  /** {@code values} has at least {@code size} entries; {@code validity} may be null. */
  public IntVector(DataType type, int size, int[] values, byte[] validity) {
    super(type, size, validity);
    requireRoom(values.length, size);
    this.values = values;
  }

  /** The values by row; those of null rows have no meaning. Not to be changed. */
  public int[] values() {
    return values;
  }

  @Override
  Object valueAt(int row) {
    return values[row];
  }

  @Override
  public ColumnVector select(int[] rows, int count) {
    int[] selected = new int[count];
    for (int i = 0; i < count; i++) {
      selected[i] = values[rows[i]];
    }
    return new IntVector(type(), count, selected, selectValidity(rows, count));
  }

  @Override
  public ColumnVector withType(DataType newType) {
    return new IntVector(newType, size(), values, validity());
  }
}
