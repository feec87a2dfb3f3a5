package io.moraine.log.sink;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.StructVector;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Refuses nulls where a schema says NOT NULL: in columns, and in fields of structs that are not
 * null themselves. What is in arrays and maps is not looked at.
 */
final class NotNullCheck {
  private final String table;
  private final StructType schema;

  NotNullCheck(String table, StructType schema) {
    this.table = table;
    this.schema = schema;
  }

  /**
   * Returns if {@code batch} may be written.
   *
   * @param rowsBefore how many rows were written before, for the message
   * @throws InvalidInputException naming the first null's column and row
   */
  void check(ColumnBatch batch, long rowsBefore) {
    for (int i = 0; i < schema.size(); i++) {
      check(schema.field(i), batch.column(i), null, "", rowsBefore);
    }
  }

  private void check(
      StructField field,
      ColumnVector column,
      byte @Nullable [] parentValidity,
      String parentPath,
      long rowsBefore) {
    String path = parentPath + field.name();
    if (!field.nullable() && column.mayHaveNulls()) {
      for (int row = 0; row < column.size(); row++) {
        if (column.isNull(row) && (parentValidity == null || parentValidity[row] != 0)) {
          throw new InvalidInputException(
              "Cannot write row %d to %s: column '%s' is NOT NULL, but the row has NULL there"
                  .formatted(rowsBefore + row + 1, table, path));
        }
      }
    }
    if (field.type() instanceof StructType struct && column.flat() instanceof StructVector vector) {
      byte[] validity = and(parentValidity, vector.validity(), vector.size());
      for (int i = 0; i < struct.size(); i++) {
        check(struct.field(i), vector.field(i), validity, path + ".", rowsBefore);
      }
    }
  }

  private static byte @Nullable [] and(byte @Nullable [] parent, byte @Nullable [] own, int size) {
    if (parent == null || own == null) {
      return parent == null ? own : parent;
    }
    byte[] both = new byte[size];
    for (int row = 0; row < size; row++) {
      both[row] = (byte) (parent[row] & own[row]);
    }
    return both;
  }
}
