package io.moraine.engine.rule;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.LongVector;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Gives numbers to the new rows of one statement that have NULL in an identity column. Not safe for
 * use by several threads.
 */
public final class IdentityNumbers {
  private final StructType schema;
  private final Map<Integer, IdentityColumn> columns = new TreeMap<>();
  private boolean used;

  /** For a table of {@code schema}. */
  public IdentityNumbers(StructType schema) {
    this.schema = schema;
    for (int i = 0; i < schema.size(); i++) {
      Optional<IdentityColumn> identity = IdentityColumn.of(schema.field(i));
      if (identity.isPresent()) {
        columns.put(i, identity.get());
      }
    }
  }

  /** {@code rows} with a number where an identity column, among the first, has NULL. */
  public ColumnBatch number(ColumnBatch rows) {
    ColumnBatch numbered = rows;
    for (Map.Entry<Integer, IdentityColumn> entry : columns.entrySet()) {
      ColumnVector column = rows.column(entry.getKey());
      if (column.mayHaveNulls()) {
        List<ColumnVector> vectors = new ArrayList<>(numbered.columns());
        vectors.set(entry.getKey(), numbered(entry, column));
        numbered = new ColumnBatch(rows.schema(), rows.rowCount(), vectors);
      }
    }
    return numbered;
  }

  private ColumnVector numbered(Map.Entry<Integer, IdentityColumn> entry, ColumnVector column) {
    long[] values = new long[column.size()];
    IdentityColumn identity = entry.getValue();
    String name = schema.field(entry.getKey()).name();
    for (int row = 0; row < values.length; row++) {
      if (column.isNull(row)) {
        values[row] = identity.next(name);
        identity = identity.after(values[row]);
        used = true;
      } else {
        values[row] = (Long) column.value(row);
      }
    }
    entry.setValue(identity);
    return new LongVector(Primitive.LONG, values.length, values, null);
  }

  /** The schema with the last numbers, if any were given. */
  public Optional<StructType> schemaAfter() {
    if (!used) {
      return Optional.empty();
    }
    List<StructField> fields = new ArrayList<>(schema.fields());
    columns.forEach(
        (ordinal, identity) -> {
          StructField field = fields.get(ordinal);
          fields.set(ordinal, field.withMetadata(identity.in(field.metadata())));
        });
    return Optional.of(StructType.of(fields));
  }
}
