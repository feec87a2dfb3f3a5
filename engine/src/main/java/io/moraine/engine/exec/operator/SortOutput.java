package io.moraine.engine.exec.operator;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.expr.Expression;
import io.moraine.engine.exec.context.ExecutionContext;
import io.moraine.engine.exec.memory.Reservation;
import io.moraine.engine.exec.pipeline.IndexedMorsels;
import io.moraine.engine.exec.pipeline.Workers;
import io.moraine.engine.exec.sort.KeyOrder;
import io.moraine.engine.exec.sort.RowSorter;
import io.moraine.engine.physical.SortKey;
import java.util.Arrays;
import java.util.List;

/** The rows of a store in order, gathered batch by batch. */
final class SortOutput {
  /** Rows of a batch: enough to pay for itself, few enough to stay in the cache. */
  static final int BATCH_ROWS = 4096;

  private SortOutput() {}

  /** {@code rows}, ordered by {@code keys}. */
  static IndexedMorsels of(
      ColumnBatch rows, List<SortKey> keys, ExecutionContext context, Reservation memory) {
    memory.add(20L * rows.rowCount());
    ColumnVector[] columns = new Projection(expressions(keys), context.evaluation()).evaluate(rows);
    int[] order =
        RowSorter.sort(
            Arrays.asList(columns),
            orders(keys),
            rows.rowCount(),
            (count, task) -> Workers.forEach(context, count, task));
    return gathered(rows, order, 0, order.length);
  }

  static List<Expression> expressions(List<SortKey> keys) {
    return keys.stream().map(SortKey::expression).toList();
  }

  static List<KeyOrder> orders(List<SortKey> keys) {
    return keys.stream().map(key -> new KeyOrder(key.direction(), key.nulls())).toList();
  }

  /** Rows {@code order[from .. to)} of {@code rows}. */
  static IndexedMorsels gathered(ColumnBatch rows, int[] order, int from, int to) {
    int batches = (to - from + BATCH_ROWS - 1) / BATCH_ROWS;
    return new IndexedMorsels(
        batches,
        IndexedMorsels.Order.SORTED,
        i -> {
          int start = from + i * BATCH_ROWS;
          int end = Math.min(to, start + BATCH_ROWS);
          return rows.select(Arrays.copyOfRange(order, start, end), end - start);
        });
  }
}
