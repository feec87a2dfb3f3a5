package io.moraine.engine.rule;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.VectorBuilder;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Gives numbers to the new rows of one statement that bring none. Not safe for use by several
 * threads.
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

  /**
   * {@code rows} with numbers in their identity columns where {@code flags} say so.
   *
   * @param flags has a column of booleans for each identity column, in order
   * @param first the ordinal of the first of them
   */
  public ColumnBatch number(ColumnBatch rows, ColumnBatch flags, int first) {
    ColumnBatch numbered = rows;
    int flag = first;
    for (Map.Entry<Integer, IdentityColumn> entry : columns.entrySet()) {
      List<ColumnVector> vectors = new ArrayList<>(numbered.columns());
      vectors.set(
          entry.getKey(), numbered(entry, rows.column(entry.getKey()), flags.column(flag++)));
      numbered = new ColumnBatch(rows.schema(), rows.rowCount(), vectors);
    }
    return numbered;
  }

  private ColumnVector numbered(
      Map.Entry<Integer, IdentityColumn> entry, ColumnVector column, ColumnVector wanted) {
    VectorBuilder values = VectorBuilder.of(Primitive.LONG, column.size());
    IdentityColumn identity = entry.getValue();
    String name = schema.field(entry.getKey()).name();
    for (int row = 0; row < column.size(); row++) {
      if (Boolean.TRUE.equals(wanted.value(row))) {
        long number = identity.next(name);
        values.append(number);
        identity = identity.after(number);
        used = true;
      } else {
        values.append(column.value(row));
      }
    }
    entry.setValue(identity);
    return values.build();
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
