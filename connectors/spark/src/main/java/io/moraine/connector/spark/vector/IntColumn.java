package io.moraine.connector.spark.vector;

import io.moraine.core.batch.IntVector;
import org.apache.spark.sql.types.DataType;

/** Bytes, shorts, ints and dates. */
final class IntColumn extends WrappedColumn {
  private final int[] values;

  IntColumn(DataType type, IntVector vector) {
    super(type, vector);
    this.values = vector.values();
  }

  @Override
  public byte getByte(int row) {
    return (byte) values[row];
  }

  @Override
  public short getShort(int row) {
    return (short) values[row];
  }

  @Override
  public int getInt(int row) {
    return values[row];
  }
}
