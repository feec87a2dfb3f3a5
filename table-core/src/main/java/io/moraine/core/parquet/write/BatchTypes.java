package io.moraine.core.parquet.write;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.type.DataType;
import io.moraine.core.type.StructType;

/** Checks that batches have the columns that a file was begun with. */
final class BatchTypes {
  private BatchTypes() {}

  /**
   * Returns if column by column the types are the schema's; names and nullability may differ.
   *
   * @throws InvalidInputException if not
   */
  static void require(StructType schema, ColumnBatch batch) {
    if (batch.columns().size() != schema.size()) {
      throw new InvalidInputException(
          "Cannot write a batch of %d columns to a Parquet file of %d: expected %s, found %s"
              .formatted(batch.columns().size(), schema.size(), schema, batch.schema()));
    }
    for (int i = 0; i < schema.size(); i++) {
      DataType expected = schema.field(i).type();
      DataType found = batch.column(i).type();
      if (!same(expected, found)) {
        throw new InvalidInputException(
            "Cannot write column '%s' (column %d) to a Parquet file: expected type %s, found %s"
                .formatted(schema.field(i).name(), i + 1, expected, found));
      }
    }
  }

  private static boolean same(DataType expected, DataType found) {
    if (expected == found) {
      return true;
    } else if (expected instanceof StructType a && found instanceof StructType b) {
      boolean same = a.size() == b.size();
      for (int i = 0; same && i < a.size(); i++) {
        same = same(a.field(i).type(), b.field(i).type());
      }
      return same;
    } else if (expected instanceof DataType.Array a && found instanceof DataType.Array b) {
      return same(a.element(), b.element());
    } else if (expected instanceof DataType.MapOf a && found instanceof DataType.MapOf b) {
      return same(a.key(), b.key()) && same(a.value(), b.value());
    }
    return expected.equals(found);
  }
}
