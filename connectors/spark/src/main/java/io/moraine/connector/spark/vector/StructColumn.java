package io.moraine.connector.spark.vector;

import io.moraine.core.batch.StructVector;
import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.vectorized.ColumnVector;

/** Structs, and variants as Spark lays them out. */
final class StructColumn extends WrappedColumn {
  private final List<ColumnVector> fields;

  StructColumn(DataType type, StructVector vector, List<ColumnVector> fields) {
    super(type, vector);
    this.fields = List.copyOf(fields);
  }

  @Override
  public ColumnVector getChild(int ordinal) {
    return fields.get(ordinal);
  }
}
