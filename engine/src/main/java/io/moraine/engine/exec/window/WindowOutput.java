package io.moraine.engine.exec.window;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.expr.Expression;
import io.moraine.core.function.EvaluationContext;
import io.moraine.engine.exec.context.ExecutionContext;
import io.moraine.engine.exec.hash.KeyColumn;
import io.moraine.engine.exec.hash.KeyHasher;
import io.moraine.engine.exec.memory.Reservation;
import io.moraine.engine.exec.memory.VectorSize;
import io.moraine.engine.exec.operator.Projection;
import io.moraine.engine.exec.operator.RowStore;
import io.moraine.engine.exec.pipeline.IndexedMorsels;
import io.moraine.engine.exec.pipeline.Workers;
import io.moraine.engine.exec.sort.KeyOrder;
import io.moraine.engine.physical.PhysicalWindow;
import io.moraine.engine.physical.SortKey;
import io.moraine.engine.physical.WindowCall;
import java.util.ArrayList;
import java.util.List;

/** Computes a window operator over all of its rows, part by part. */
public final class WindowOutput {
  private static final int PARTS = 64;

  /** Fewer rows are not worth being spread. */
  private static final int FEW_ROWS = 4096;

  private static final int BATCH_ROWS = 4096;

  private final PhysicalWindow plan;
  private final EvaluationContext evaluation;
  private final Reservation memory;
  private final ColumnBatch rows;

  private WindowOutput(
      PhysicalWindow plan, EvaluationContext evaluation, Reservation memory, ColumnBatch rows) {
    this.plan = plan;
    this.evaluation = evaluation;
    this.memory = memory;
    this.rows = rows;
  }

  /** The rows of {@code store} with the columns of {@code plan}'s calls. */
  public static IndexedMorsels of(
      PhysicalWindow plan, RowStore store, ExecutionContext context, Reservation memory) {
    WindowOutput output = new WindowOutput(plan, context.evaluation(), memory, store.concat());
    return output.run(context);
  }

  private IndexedMorsels run(ExecutionContext context) {
    List<Expression> keys = new ArrayList<>(plan.partition());
    plan.order().forEach(key -> keys.add(key.expression()));
    ColumnVector[] vectors = new Projection(keys, evaluation).evaluate(rows);
    int[][] parts = parts(vectors);
    // An order, bounds and peers for each row.
    memory.add(24L * rows.rowCount());
    ColumnBatch[] results = new ColumnBatch[parts.length];
    Workers.forEach(
        context,
        parts.length,
        p -> {
          context.cancellation().check();
          results[p] = compute(vectors, parts[p]);
        });
    return batches(results);
  }

  private ColumnBatch compute(ColumnVector[] keys, int[] part) {
    SortedPart sorted = SortedPart.of(rows, keys, plan.partition().size(), orders(), part);
    CallEvaluation calls = new CallEvaluation(sorted, evaluation);
    List<ColumnVector> columns = new ArrayList<>(sorted.rows().columns());
    for (WindowCall call : plan.calls()) {
      ColumnVector column = calls.evaluate(call);
      columns.add(column);
      memory.add(VectorSize.bytes(column));
    }
    return new ColumnBatch(plan.output(), part.length, columns);
  }

  private List<KeyOrder> orders() {
    List<KeyOrder> orders = new ArrayList<>();
    plan.partition().forEach(key -> orders.add(KeyOrder.ASCENDING));
    for (SortKey key : plan.order()) {
      orders.add(new KeyOrder(key.direction(), key.nulls()));
    }
    return orders;
  }

  /** The rows, by hash of their partition and each part in the order in which they came. */
  private int[][] parts(ColumnVector[] keys) {
    int count = rows.rowCount();
    int partCount = plan.partition().isEmpty() || count < FEW_ROWS ? 1 : PARTS;
    long[] hashes = new long[count];
    if (partCount > 1) {
      List<KeyColumn> columns =
          plan.partition().stream().map(e -> new KeyColumn(e.type(), e.nullable())).toList();
      new KeyHasher(columns).hash(keys, count, hashes);
    }
    int[] sizes = new int[partCount];
    for (long hash : hashes) {
      sizes[(int) hash & (partCount - 1)]++;
    }
    int[][] parts = new int[partCount][];
    for (int p = 0; p < partCount; p++) {
      parts[p] = new int[sizes[p]];
    }
    int[] next = new int[partCount];
    for (int row = 0; row < count; row++) {
      int p = (int) hashes[row] & (partCount - 1);
      parts[p][next[p]++] = row;
    }
    return parts;
  }

  private record Range(ColumnBatch batch, int from, int to) {}

  private static IndexedMorsels batches(ColumnBatch[] results) {
    List<Range> ranges = new ArrayList<>();
    for (ColumnBatch result : results) {
      for (int from = 0; from < result.rowCount(); from += BATCH_ROWS) {
        ranges.add(new Range(result, from, Math.min(result.rowCount(), from + BATCH_ROWS)));
      }
    }
    return new IndexedMorsels(
        ranges.size(),
        IndexedMorsels.Order.ANY,
        i -> {
          Range range = ranges.get(i);
          return range.batch().slice(range.from(), range.to());
        });
  }
}
