package io.moraine.connector.spark.vector;

import io.moraine.core.batch.LongVector;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Decimal;

/** Longs, times, and decimals of up to 18 digits. */
final class LongColumn extends WrappedColumn {
  private final long[] values;

  LongColumn(DataType type, LongVector vector) {
    super(type, vector);
    this.values = vector.values();
  }

  @Override
  public long getLong(int row) {
    return values[row];
  }

  @Override
  public Decimal getDecimal(int row, int precision, int scale) {
    return isNullAt(row) ? null : Decimal.createUnsafe(values[row], precision, scale);
  }
}
