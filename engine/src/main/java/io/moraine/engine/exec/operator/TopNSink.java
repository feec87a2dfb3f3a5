package io.moraine.engine.exec.operator;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.LongVector;
import io.moraine.core.function.EvaluationContext;
import io.moraine.core.type.DataType;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.engine.exec.memory.Reservation;
import io.moraine.engine.exec.memory.VectorSize;
import io.moraine.engine.exec.pipeline.BatchSink;
import io.moraine.engine.exec.pipeline.IndexedMorsels;
import io.moraine.engine.exec.pipeline.Sink;
import io.moraine.engine.exec.sort.KeyOrder;
import io.moraine.engine.exec.sort.RowOrder;
import io.moraine.engine.exec.sort.RowSorter;
import io.moraine.engine.physical.PhysicalTopN;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Keeps the first rows of an order. Each worker keeps its own, drops rows past the last that can
 * still count, and sorts now and then; ties are broken by where rows came from, as in a full sort.
 */
public final class TopNSink implements Sink {
  private static final int LEAST_BUFFERED_ROWS = 8192;

  private final StructType schema;
  private final BitSet needed;

  /** The child's columns, the keys, and the row's place: position and number in the worker. */
  private final StructType keptSchema;

  private final Projection keys;
  private final List<KeyOrder> orders;
  private final long offset;
  private final int wanted;
  private final Reservation memory;
  private final List<TopNWorker> workers = new ArrayList<>();

  /**
   * The sink of {@code plan}, of whose output somebody looks at columns {@code needed}; {@code
   * memory} accounts for the rows it keeps.
   */
  public TopNSink(PhysicalTopN plan, BitSet needed, EvaluationContext context, Reservation memory) {
    this.needed = needed;
    this.schema = plan.output();
    this.keys = new Projection(SortOutput.expressions(plan.keys()), context);
    this.orders = new ArrayList<>(SortOutput.orders(plan.keys()));
    this.orders.add(KeyOrder.ASCENDING);
    this.orders.add(KeyOrder.ASCENDING);
    this.offset = plan.offset();
    this.wanted =
        (int)
            Math.min(
                Integer.MAX_VALUE - 16L,
                Math.min(plan.limit(), 1L << 40) + Math.min(plan.offset(), 1L << 40));
    this.memory = memory;
    List<StructField> fields = new ArrayList<>(schema.fields());
    plan.keys().forEach(k -> fields.add(StructField.of("key", k.expression().type())));
    fields.add(StructField.required("position", DataType.Primitive.LONG));
    fields.add(StructField.required("number", DataType.Primitive.LONG));
    this.keptSchema = StructType.ofResult(fields);
  }

  @Override
  public synchronized BatchSink worker() {
    TopNWorker worker = new TopNWorker();
    workers.add(worker);
    return worker;
  }

  /** The rows, in order. */
  public synchronized IndexedMorsels output() {
    List<ColumnBatch> all = new ArrayList<>();
    workers.forEach(worker -> all.addAll(worker.kept));
    ColumnBatch rows = RowStore.concat(keptSchema, all);
    int[] order = RowSorter.sort(keysOf(rows), orders, rows.rowCount());
    int to = Math.min(order.length, wanted);
    ColumnBatch columns =
        new ColumnBatch(schema, rows.rowCount(), rows.columns().subList(0, schema.size()));
    return SortOutput.gathered(columns, order, (int) Math.min(offset, to), to);
  }

  private List<ColumnVector> keysOf(ColumnBatch kept) {
    return kept.columns().subList(schema.size(), keptSchema.size());
  }

  private final class TopNWorker implements BatchSink {
    private List<ColumnBatch> kept = new ArrayList<>();
    private int keptRows;
    private long keptBytes;
    private long numbered;

    /** The last row that counts, once there are enough. */
    private ColumnBatch last;

    @Override
    public boolean accept(ColumnBatch batch, long position) {
      if (wanted == 0) {
        return false;
      }
      int count = batch.rowCount();
      ColumnBatch rows = withKeys(batch, position);
      if (last != null) {
        RowOrder order = new RowOrder(keysOf(rows), keysOf(last), orders);
        int[] before = new int[count];
        int found = 0;
        for (int i = 0; i < count; i++) {
          before[found] = i;
          found += order.compare(i, 0) < 0 ? 1 : 0;
        }
        if (found == 0) {
          return true;
        }
        rows = found == count ? rows : rows.select(before, found);
      }
      kept.add(rows);
      keptRows += rows.rowCount();
      long bytes = VectorSize.bytes(rows);
      keptBytes += bytes;
      memory.add(bytes);
      if (keptRows >= Math.max(LEAST_BUFFERED_ROWS, 2L * wanted)) {
        trim();
      }
      return true;
    }

    private ColumnBatch withKeys(ColumnBatch batch, long position) {
      int count = batch.rowCount();
      List<ColumnVector> columns = new ArrayList<>(Columns.only(batch.columns(), needed, count));
      columns.addAll(Arrays.asList(keys.evaluate(batch)));
      long[] positions = new long[count];
      Arrays.fill(positions, position);
      long[] numbers = new long[count];
      for (int i = 0; i < count; i++) {
        numbers[i] = numbered++;
      }
      columns.add(new LongVector(DataType.Primitive.LONG, count, positions, null));
      columns.add(new LongVector(DataType.Primitive.LONG, count, numbers, null));
      return new ColumnBatch(keptSchema, count, columns);
    }

    private void trim() {
      ColumnBatch all = RowStore.concat(keptSchema, kept);
      int[] order = RowSorter.sort(keysOf(all), orders, keptRows);
      int count = Math.min(wanted, keptRows);
      ColumnBatch first = all.select(order, count);
      kept = new ArrayList<>(List.of(first));
      keptRows = count;
      long bytes = VectorSize.bytes(first);
      memory.add(bytes - keptBytes);
      keptBytes = bytes;
      last = count == wanted ? first.slice(count - 1, count) : null;
    }
  }
}
