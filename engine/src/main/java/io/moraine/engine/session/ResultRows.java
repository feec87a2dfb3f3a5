package io.moraine.engine.session;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.VectorBuilder;
import io.moraine.core.type.StructType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A few rows made by hand: the result of a command. */
public final class ResultRows {
  private final StructType schema;
  private final List<VectorBuilder> columns = new ArrayList<>();
  private int rows;

  /** No rows of {@code schema} yet. */
  public ResultRows(StructType schema) {
    this.schema = schema;
    schema.fields().forEach(field -> columns.add(VectorBuilder.of(field.type(), 8)));
  }

  /** Adds a row of {@code values}, each the object that the column's type names, or null. */
  public ResultRows add(Object... values) {
    if (values.length != columns.size()) {
      throw new IllegalArgumentException(
          "A row of %d columns cannot have %s".formatted(columns.size(), Arrays.toString(values)));
    }
    for (int i = 0; i < values.length; i++) {
      columns.get(i).append(values[i]);
    }
    rows++;
    return this;
  }

  /** The rows. */
  public BatchReader reader() {
    List<ColumnVector> vectors = columns.stream().map(VectorBuilder::build).toList();
    return BatchReader.of(schema, List.of(new ColumnBatch(schema, rows, vectors)));
  }
}
