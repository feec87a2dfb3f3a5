package io.moraine.engine.exec.operator;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.Vectors;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.engine.exec.memory.Reservation;
import io.moraine.engine.exec.memory.VectorSize;
import io.moraine.engine.exec.pipeline.BatchSink;
import io.moraine.engine.exec.pipeline.Sink;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/** Keeps all rows of a pipeline, in the order in which a single worker would meet them. */
public final class RowStore implements Sink {
  private final StructType schema;
  private final BitSet needed;
  private final Reservation memory;
  private final List<List<Kept>> parts = new ArrayList<>();

  private record Kept(ColumnBatch batch, long position) {}

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
    all.sort(Comparator.comparingLong(Kept::position));
    return all.stream().map(Kept::batch).toList();
  }

  /** All rows as one batch. */
  public ColumnBatch concat() {
    return concat(schema, batches());
  }

  /** The rows of {@code batches} as one batch of {@code schema}. */
  static ColumnBatch concat(StructType schema, List<ColumnBatch> batches) {
    int rows = batches.stream().mapToInt(ColumnBatch::rowCount).reduce(0, Math::addExact);
    List<ColumnVector> columns = new ArrayList<>();
    for (int c = 0; c < schema.size(); c++) {
      int ordinal = c;
      StructField field = schema.field(c);
      columns.add(
          batches.isEmpty()
              ? Vectors.nulls(field.type(), 0)
              : Vectors.concat(
                  field.type(), batches.stream().map(b -> b.column(ordinal)).toList()));
    }
    return new ColumnBatch(schema, rows, columns);
  }
}
