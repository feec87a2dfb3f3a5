package io.moraine.connector.spark.vector;

import io.moraine.core.batch.BooleanVector;
import org.apache.spark.sql.types.DataType;

/** Booleans, and values of no type, all of which are null. */
final class BooleanColumn extends WrappedColumn {
  private final byte[] values;

  BooleanColumn(DataType type, BooleanVector vector) {
    super(type, vector);
    this.values = vector.values();
  }

  @Override
  public boolean getBoolean(int row) {
    return values[row] != 0;
  }
}
