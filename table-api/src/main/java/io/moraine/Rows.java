package io.moraine;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.VectorBuilder;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows that a program makes, to be written to a table.
 *
 * <pre>{@code
 * Rows rows = Rows.of(table.schema()).add(1L, "Ann", LocalDate.of(2001, 1, 3)).add(2L, "Bob", null);
 * }</pre>
 *
 * <p>Values are the Java objects that {@link Row#value(String)} names; integers of any width are
 * taken where they fit. Kept in memory as columns. Not safe for use by several threads at once.
 */
public final class Rows {
  private static final int BATCH_ROWS = 4096;

  private final StructType schema;
  private final List<ColumnBatch> full = new ArrayList<>();
  private List<VectorBuilder> builders = new ArrayList<>();
  private int pending;

  private Rows(StructType schema) {
    this.schema = schema;
    renew();
  }

  /** No rows yet, of the columns of {@code schema}. */
  public static Rows of(StructType schema) {
    return new Rows(schema);
  }

  /** No rows yet, of {@code fields}. */
  public static Rows of(StructField... fields) {
    return new Rows(StructType.of(fields));
  }

  /**
   * Records as rows of the columns that {@link Schemas#ofRecord} says.
   *
   * @throws InvalidInputException if columns cannot hold them
   */
  public static <R> Rows of(Class<R> type, Iterable<? extends R> records) {
    return RecordRows.of(RecordSchemas.of(type), type, records);
  }

  private void renew() {
    builders = new ArrayList<>();
    schema.fields().forEach(field -> builders.add(VectorBuilder.of(field.type(), 16)));
    pending = 0;
  }

  /** The columns. */
  public StructType schema() {
    return schema;
  }

  /** How many rows there are. */
  public long size() {
    return full.stream().mapToLong(ColumnBatch::rowCount).sum() + pending;
  }

  /**
   * Adds a row of one value a column, in the schema's order.
   *
   * @throws InvalidInputException if there are more or fewer values, or one is not of its column's
   *     type; no row is added then
   */
  public Rows add(@Nullable Object... values) {
    if (values.length != schema.size()) {
      throw new InvalidInputException(
          "A row of the columns %s needs %d values, got %d"
              .formatted(String.join(", ", schema.names()), schema.size(), values.length));
    }
    @Nullable Object[] held = new Object[values.length];
    for (int i = 0; i < values.length; i++) {
      held[i] = JavaValues.fromJava(values[i], schema.field(i));
    }
    for (int i = 0; i < held.length; i++) {
      builders.get(i).append(held[i]);
    }
    pending++;
    if (pending == BATCH_ROWS) {
      endBatch();
    }
    return this;
  }

  private void endBatch() {
    if (pending > 0) {
      full.add(
          new ColumnBatch(schema, pending, builders.stream().map(VectorBuilder::build).toList()));
      renew();
    }
  }

  /** A reader of the rows added so far. */
  public BatchReader batches() {
    endBatch();
    return BatchReader.of(schema, full);
  }
}
