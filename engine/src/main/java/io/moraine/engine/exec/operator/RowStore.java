package io.moraine.engine.exec.operator;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.Vectors;
import io.moraine.core.type.DataType;
import io.moraine.core.type.StructType;
import io.moraine.engine.exec.context.ExecutionContext;
import io.moraine.engine.exec.memory.Reservation;
import io.moraine.engine.exec.memory.VectorSize;
import io.moraine.engine.exec.pipeline.BatchSink;
import io.moraine.engine.exec.pipeline.Sink;
import io.moraine.engine.exec.pipeline.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/** Keeps all rows of a pipeline, in the order in which a single worker would meet them. */
public final class RowStore implements Sink {
  private final StructType schema;
  private final BitSet needed;
  private final Reservation memory;
  private final List<List<Kept>> parts = new ArrayList<>();

  /** A batch, and where it came from. */
  record Kept(ColumnBatch batch, long position) {}

  /**
   * An empty store of rows of {@code schema}, which {@code memory} accounts for; only columns
   * {@code needed} are kept.
   */
  public RowStore(StructType schema, BitSet needed, Reservation memory) {
    this.schema = schema;
    this.needed = needed;
    this.memory = memory;
  }

  @Override
  public synchronized BatchSink worker() {
    List<Kept> part = new ArrayList<>();
    parts.add(part);
    return (batch, position) -> {
      if (batch.rowCount() > 0) {
        ColumnBatch kept =
            new ColumnBatch(
                schema, batch.rowCount(), Columns.only(batch.columns(), needed, batch.rowCount()));
        memory.add(VectorSize.bytes(kept));
        part.add(new Kept(kept, position));
      }
      return true;
    };
  }

  /** The batches, in order. */
  public synchronized List<ColumnBatch> batches() {
    List<Kept> all = new ArrayList<>();
    parts.forEach(all::addAll);
    return inOrder(all);
  }

  /** The batches of {@code kept} by where they came from. */
  static List<ColumnBatch> inOrder(List<Kept> kept) {
    List<Kept> sorted = new ArrayList<>(kept);
    sorted.sort(Comparator.comparingLong(Kept::position));
    return sorted.stream().map(Kept::batch).toList();
  }

  /** All rows as one batch. */
  public ColumnBatch concat() {
    return concat(schema, batches());
  }

  /** All rows as one batch, put together by several threads. */
  public ColumnBatch concat(ExecutionContext context) {
    return concat(schema, batches(), context);
  }

  /** The rows of {@code batches} as one batch, put together by several threads. */
  static ColumnBatch concat(
      StructType schema, List<ColumnBatch> batches, ExecutionContext context) {
    ColumnVector[] columns = new ColumnVector[schema.size()];
    Workers.forEach(
        context, columns.length, c -> columns[c] = column(schema.field(c).type(), batches, c));
    return new ColumnBatch(schema, rows(batches), Arrays.asList(columns));
  }

  private static int rows(List<ColumnBatch> batches) {
    return batches.stream().mapToInt(ColumnBatch::rowCount).reduce(0, Math::addExact);
  }

  private static ColumnVector column(DataType type, List<ColumnBatch> batches, int ordinal) {
    return batches.isEmpty()
        ? Vectors.nulls(type, 0)
        : Vectors.concat(type, batches.stream().map(b -> b.column(ordinal)).toList());
  }

  /** The rows of {@code batches} as one batch of {@code schema}. */
  static ColumnBatch concat(StructType schema, List<ColumnBatch> batches) {
    List<ColumnVector> columns = new ArrayList<>();
    for (int c = 0; c < schema.size(); c++) {
      columns.add(column(schema.field(c).type(), batches, c));
    }
    return new ColumnBatch(schema, rows(batches), columns);
  }
}
