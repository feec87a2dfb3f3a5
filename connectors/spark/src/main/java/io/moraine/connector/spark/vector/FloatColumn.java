package io.moraine.connector.spark.vector;

import io.moraine.core.batch.FloatVector;
import org.apache.spark.sql.types.DataType;

/** Floats. */
final class FloatColumn extends WrappedColumn {
  private final float[] values;

  FloatColumn(DataType type, FloatVector vector) {
    super(type, vector);
    this.values = vector.values();
  }

  @Override
  public float getFloat(int row) {
    return values[row];
  }
}
