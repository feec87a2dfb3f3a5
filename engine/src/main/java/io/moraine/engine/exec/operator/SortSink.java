package io.moraine.engine.exec.operator;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.LongVector;
import io.moraine.core.function.EvaluationContext;
import io.moraine.core.type.DataType;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.engine.exec.context.ExecutionContext;
import io.moraine.engine.exec.memory.Reservation;
import io.moraine.engine.exec.memory.VectorSize;
import io.moraine.engine.exec.pipeline.BatchSink;
import io.moraine.engine.exec.pipeline.MorselSource;
import io.moraine.engine.exec.pipeline.Sink;
import io.moraine.engine.exec.sort.KeyOrder;
import io.moraine.engine.exec.sort.RowSorter;
import io.moraine.engine.exec.spill.SpillFile;
import io.moraine.engine.exec.spill.SpilledRows;
import io.moraine.engine.physical.PhysicalSort;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Keeps rows to sort them. When memory is tight, a worker sorts what it has and writes it to the
 * query's temporary file as a run; runs are merged at the end. Rows that tie keep their order.
 */
public final class SortSink implements Sink {
  /** A run of less than this part of the budget is not worth writing. */
  private static final int LEAST_PART = 32;

  private final PhysicalSort plan;
  private final BitSet needed;
  private final Projection keys;
  private final List<KeyOrder> orders;
  private final Reservation memory;
  private final SpillFile spill;

  /** The child's columns, the keys, and the row's place: position and number in the worker. */
  private final StructType keptSchema;

  private final List<SortWorker> workers = new ArrayList<>();
  private final List<SpilledRows> runs = new ArrayList<>();

  /**
   * The sink of {@code plan}, of whose output somebody looks at columns {@code needed}; {@code
   * memory} accounts for the rows it keeps.
   */
  public SortSink(
      PhysicalSort plan,
      BitSet needed,
      EvaluationContext evaluation,
      Reservation memory,
      SpillFile spill) {
    this.plan = plan;
    this.needed = needed;
    this.keys = new Projection(SortOutput.expressions(plan.keys()), evaluation);
    this.orders = new ArrayList<>(SortOutput.orders(plan.keys()));
    this.orders.add(KeyOrder.ASCENDING);
    this.orders.add(KeyOrder.ASCENDING);
    this.memory = memory;
    this.spill = spill;
    List<StructField> fields = new ArrayList<>(plan.output().fields());
    plan.keys().forEach(k -> fields.add(StructField.of("key", k.expression().type())));
    fields.add(StructField.required("position", DataType.Primitive.LONG));
    fields.add(StructField.required("number", DataType.Primitive.LONG));
    this.keptSchema = StructType.ofResult(fields);
  }

  @Override
  public synchronized BatchSink worker() {
    SortWorker worker = new SortWorker();
    workers.add(worker);
    return worker;
  }

  private synchronized void register(SpilledRows run) {
    runs.add(run);
  }

  /** The rows, in order; to be called once, when all are there. */
  public synchronized MorselSource output(ExecutionContext context) {
    if (runs.isEmpty()) {
      List<RowStore.Kept> kept = new ArrayList<>();
      workers.forEach(worker -> kept.addAll(worker.kept));
      ColumnBatch rows = RowStore.concat(plan.output(), RowStore.inOrder(kept), context);
      return SortOutput.of(rows, plan.keys(), context, memory);
    }
    workers.forEach(SortWorker::writeRun);
    return new MergedRuns(
        runs, plan.output().size(), orders, plan.output(), context.cancellation());
  }

  private final class SortWorker implements BatchSink {
    private final List<RowStore.Kept> kept = new ArrayList<>();
    private long keptBytes;

    /** Rows of runs that are written: all later ones come after them. */
    private long numbered;

    @Override
    public boolean accept(ColumnBatch batch, long position) {
      int rows = batch.rowCount();
      if (rows == 0) {
        return true;
      }
      ColumnBatch own =
          new ColumnBatch(plan.output(), rows, Columns.only(batch.columns(), needed, rows));
      long bytes = VectorSize.bytes(own);
      memory.add(bytes);
      keptBytes += bytes;
      kept.add(new RowStore.Kept(own, position));
      if (memory.budget().isTight() && keptBytes > memory.budget().limitBytes() / LEAST_PART) {
        writeRun();
      }
      return true;
    }

    private void writeRun() {
      if (kept.isEmpty()) {
        return;
      }
      List<ColumnBatch> batches = new ArrayList<>();
      for (RowStore.Kept part : kept) {
        batches.add(withKeys(part, numbered));
        numbered += part.batch().rowCount();
      }
      ColumnBatch rows = RowStore.concat(keptSchema, batches);
      List<ColumnVector> keyColumns =
          rows.columns().subList(plan.output().size(), keptSchema.size());
      int[] order = RowSorter.sort(keyColumns, orders, rows.rowCount());
      SpilledRows run = new SpilledRows(spill);
      for (int from = 0; from < order.length; from += SortOutput.BATCH_ROWS) {
        int to = Math.min(order.length, from + SortOutput.BATCH_ROWS);
        run.add(rows.select(Arrays.copyOfRange(order, from, to), to - from).columns(), to - from);
      }
      register(run);
      kept.clear();
      memory.add(-keptBytes);
      keptBytes = 0;
    }

    private ColumnBatch withKeys(RowStore.Kept part, long first) {
      ColumnBatch batch = part.batch();
      int rows = batch.rowCount();
      List<ColumnVector> columns = new ArrayList<>(batch.columns());
      columns.addAll(Arrays.asList(keys.evaluate(batch)));
      long[] positions = new long[rows];
      Arrays.fill(positions, part.position());
      long[] numbers = new long[rows];
      for (int i = 0; i < rows; i++) {
        numbers[i] = first + i;
      }
      columns.add(new LongVector(DataType.Primitive.LONG, rows, positions, null));
      columns.add(new LongVector(DataType.Primitive.LONG, rows, numbers, null));
      return new ColumnBatch(keptSchema, rows, columns);
    }
  }
}
