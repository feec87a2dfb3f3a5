package io.moraine.connector.spark.vector;

import io.moraine.core.batch.DoubleVector;
import org.apache.spark.sql.types.DataType;

/** Doubles. */
final class DoubleColumn extends WrappedColumn {
  private final double[] values;

  DoubleColumn(DataType type, DoubleVector vector) {
    super(type, vector);
    this.values = vector.values();
  }

  @Override
  public double getDouble(int row) {
    return values[row];
  }
}
