package io.moraine.core.batch;

import io.moraine.core.type.StructType;
import java.util.ArrayList;
import java.util.List;

/**
 * Some rows of a table or a result, as one vector a column. Immutable.
 *
 * <p>Readers make batches of up to some thousands of rows; a batch may also be empty.
 */
public final class ColumnBatch {
  private final StructType schema;
  private final int rowCount;
  private final List<ColumnVector> columns;

  /**
   * A batch of {@code rowCount} rows.
   *
   * @throws IllegalArgumentException if a column's type or size is not what the schema and the
   *     count say
   */
  public ColumnBatch(StructType schema, int rowCount, List<ColumnVector> columns) {
    if (schema.size() != columns.size()) {
      throw new IllegalArgumentException(
          "A batch of %d columns needs that many vectors, got %d"
              .formatted(schema.size(), columns.size()));
    }
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).size() != rowCount) {
        throw new IllegalArgumentException(
            "A batch of %d rows cannot have %d in column '%s'"
                .formatted(rowCount, columns.get(i).size(), schema.field(i).name()));
      }
    }
    this.schema = schema;
    this.rowCount = rowCount;
    this.columns = List.copyOf(columns);
  }

  /** The columns' names and types. */
  public StructType schema() {
    return schema;
  }

  /** How many rows. */
  public int rowCount() {
    return rowCount;
  }

  /** The columns' vectors, in the schema's order. */
  public List<ColumnVector> columns() {
    return columns;
  }

  /** The vector of column {@code ordinal}, from 0. */
  public ColumnVector column(int ordinal) {
    return columns.get(ordinal);
  }

  /** Rows {@code rows[0 .. count)}, in that order; rows may repeat. */
  public ColumnBatch select(int[] rows, int count) {
    List<ColumnVector> selected = new ArrayList<>(columns.size());
    for (ColumnVector column : columns) {
      selected.add(column.select(rows, count));
    }
    return new ColumnBatch(schema, count, selected);
  }

  /** Rows {@code from} to {@code to}, {@code to} excluded. */
  public ColumnBatch slice(int from, int to) {
    if (from == 0 && to == rowCount) {
      return this;
    }
    List<ColumnVector> sliced = new ArrayList<>(columns.size());
    for (ColumnVector column : columns) {
      sliced.add(column.slice(from, to));
    }
    return new ColumnBatch(schema, to - from, sliced);
  }

  /** Columns {@code ordinals}, in that order. */
  public ColumnBatch project(int... ordinals) {
    List<ColumnVector> projected = new ArrayList<>(ordinals.length);
    var fields = new ArrayList<io.moraine.core.type.StructField>(ordinals.length);
    for (int ordinal : ordinals) {
      projected.add(columns.get(ordinal));
      fields.add(schema.field(ordinal));
    }
    return new ColumnBatch(StructType.ofResult(fields), rowCount, projected);
  }

  @Override
  public String toString() {
    return "ColumnBatch(%d rows of %s)".formatted(rowCount, schema);
  }
}
