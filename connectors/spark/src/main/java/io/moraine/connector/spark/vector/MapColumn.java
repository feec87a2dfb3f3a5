package io.moraine.connector.spark.vector;

import io.moraine.core.batch.MapVector;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarMap;

/** Maps. */
final class MapColumn extends WrappedColumn {
  private final int[] offsets;
  private final ColumnVector keys;
  private final ColumnVector values;

  MapColumn(DataType type, MapVector vector, ColumnVector keys, ColumnVector values) {
    super(type, vector);
    this.offsets = vector.offsets();
    this.keys = keys;
    this.values = values;
  }

  @Override
  public ColumnarMap getMap(int row) {
    return isNullAt(row)
        ? null
        : new ColumnarMap(keys, values, offsets[row], offsets[row + 1] - offsets[row]);
  }

  @Override
  public ColumnVector getChild(int ordinal) {
    return ordinal == 0 ? keys : values;
  }
}
