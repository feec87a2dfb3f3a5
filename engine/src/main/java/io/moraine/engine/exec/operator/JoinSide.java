package io.moraine.engine.exec.operator;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.expr.Expression;
import io.moraine.core.function.EvaluationContext;
import io.moraine.core.type.StructType;
import io.moraine.engine.exec.context.ExecutionContext;
import io.moraine.engine.exec.hash.KeyColumn;
import io.moraine.engine.exec.memory.Reservation;
import io.moraine.engine.exec.memory.VectorSize;
import io.moraine.engine.exec.pipeline.BatchSink;
import io.moraine.engine.exec.pipeline.Sink;
import io.moraine.engine.exec.spill.SpillFile;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;

/**
 * Keeps the rows of one side of a hash join: as they come, or by partitions of their keys' hashes,
 * which may go to the query's temporary file.
 */
public final class JoinSide implements Sink {
  /** A side that holds less than this part of the budget is kept whatever else holds the rest. */
  private static final int LEAST_PART = 8;

  private final StructType schema;
  private final BitSet needed;
  private final Projection keys;
  private final List<KeyColumn> columns;
  private final Reservation memory;
  private final SpillFile spill;
  private final List<SideWorker> workers = new ArrayList<>();
  private volatile boolean partitioned;
  private final boolean mayPartition;

  /** When rows are partitioned. */
  public enum Mode {
    /** Never: the memory has to hold them. */
    WHOLE,
    /** When memory is tight. */
    AS_NEEDED,
    /** From the start. */
    PARTITIONED
  }

  /**
   * A side with rows of {@code schema} and {@code keys}, of which only columns {@code needed} are
   * kept; {@code memory} accounts for them.
   */
  public JoinSide(
      StructType schema,
      BitSet needed,
      List<Expression> keys,
      Mode mode,
      EvaluationContext context,
      Reservation memory,
      SpillFile spill) {
    this.schema = schema;
    this.needed = needed;
    this.keys = new Projection(keys, context);
    this.columns = keys.stream().map(key -> new KeyColumn(key.type(), key.nullable())).toList();
    this.memory = memory;
    this.spill = spill;
    this.mayPartition = mode != Mode.WHOLE;
    this.partitioned = mode == Mode.PARTITIONED;
  }

  @Override
  public synchronized BatchSink worker() {
    SideWorker worker = new SideWorker();
    workers.add(worker);
    return worker;
  }

  /** Whether rows are in partitions; to be asked when all are there. */
  public boolean isPartitioned() {
    return partitioned;
  }

  /** All rows as one batch, if they are not in partitions. */
  public ColumnBatch whole(ExecutionContext context) {
    List<RowStore.Kept> kept = new ArrayList<>();
    workers.forEach(worker -> kept.addAll(worker.kept));
    return RowStore.concat(schema, RowStore.inOrder(kept), context);
  }

  /** Puts the last rows into their partitions. */
  void complete() {
    for (SideWorker worker : workers) {
      worker.partitionKept();
      if (worker.parts != null) {
        worker.parts.complete();
      }
    }
  }

  /** The batches of {@code partition}. */
  List<Iterator<ColumnBatch>> batches(int partition) {
    List<Iterator<ColumnBatch>> batches = new ArrayList<>();
    for (SideWorker worker : workers) {
      if (worker.parts != null) {
        batches.add(worker.parts.batches(partition, schema));
      }
    }
    return batches;
  }

  private final class SideWorker implements BatchSink {
    private final List<RowStore.Kept> kept = new ArrayList<>();
    private long keptBytes;
    private PartitionedRows parts;

    @Override
    public boolean accept(ColumnBatch batch, long position) {
      int rows = batch.rowCount();
      if (rows == 0) {
        return true;
      }
      ColumnBatch own = new ColumnBatch(schema, rows, Columns.only(batch.columns(), needed, rows));
      if (partitioned) {
        partitionKept();
        partition(own);
        return true;
      }
      long bytes = VectorSize.bytes(own);
      memory.add(bytes);
      keptBytes += bytes;
      kept.add(new RowStore.Kept(own, position));
      if (mayPartition
          && memory.budget().isTight()
          && memory.bytes() > memory.budget().limitBytes() / LEAST_PART) {
        partitioned = true;
      }
      return true;
    }

    private void partitionKept() {
      kept.forEach(part -> partition(part.batch()));
      kept.clear();
      memory.add(-keptBytes);
      keptBytes = 0;
    }

    private void partition(ColumnBatch batch) {
      if (parts == null) {
        parts = new PartitionedRows(columns, memory, spill);
      }
      parts.add(
          batch.columns().toArray(ColumnVector[]::new), keys.evaluate(batch), batch.rowCount());
    }
  }
}
