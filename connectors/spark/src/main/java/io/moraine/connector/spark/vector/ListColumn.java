package io.moraine.connector.spark.vector;

import io.moraine.core.batch.ListVector;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarArray;

/** Arrays. */
final class ListColumn extends WrappedColumn {
  private final int[] offsets;
  private final ColumnVector elements;

  ListColumn(DataType type, ListVector vector, ColumnVector elements) {
    super(type, vector);
    this.offsets = vector.offsets();
    this.elements = elements;
  }

  @Override
  public ColumnarArray getArray(int row) {
    return isNullAt(row)
        ? null
        : new ColumnarArray(elements, offsets[row], offsets[row + 1] - offsets[row]);
  }

  @Override
  public ColumnVector getChild(int ordinal) {
    return elements;
  }
}
