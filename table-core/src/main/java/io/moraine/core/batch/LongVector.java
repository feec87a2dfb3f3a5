package io.moraine.core.batch;

import io.moraine.core.type.DataType;
import java.math.BigDecimal;

/** Values of 64 bits: long, timestamps, and unscaled decimals of up to 18 digits. */
public final class LongVector extends ColumnVector {
  private final long[] values;

  /** {@code values} has at least {@code size} entries; {@code validity} may be null. */
  public LongVector(DataType type, int size, long[] values, byte[] validity) {
    super(type, size, validity);
    requireRoom(values.length, size);
    this.values = values;
  }

  /** The values by row; those of null rows have no meaning. Not to be changed. */
  public long[] values() {
    return values;
  }

  @Override
  Object valueAt(int row) {
    return type() instanceof DataType.Decimal decimal
        ? BigDecimal.valueOf(values[row], decimal.scale())
        : (Object) values[row];
  }

  @Override
  public ColumnVector select(int[] rows, int count) {
    long[] selected = new long[count];
    for (int i = 0; i < count; i++) {
      selected[i] = values[rows[i]];
    }
    return new LongVector(type(), count, selected, selectValidity(rows, count));
  }

  @Override
  public ColumnVector withType(DataType newType) {
    return new LongVector(newType, size(), values, validity());
  }
}
