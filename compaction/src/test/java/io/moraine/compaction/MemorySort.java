package io.moraine.compaction;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.Vectors;
import io.moraine.core.kernel.ValueOrder;
import io.moraine.core.type.StructType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** A sort of all rows at once, in batches of few rows. */
final class MemorySort implements RowSort {
  private static final int BATCH_ROWS = 10;

  @Override
  public BatchReader sort(StructType schema, List<Supplier<BatchReader>> parts, int key) {
    List<ColumnBatch> batches = new ArrayList<>();
    for (Supplier<BatchReader> part : parts) {
      try (BatchReader reader = part.get()) {
        for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
          batches.add(batch);
        }
      }
    }
    List<ColumnVector> columns = new ArrayList<>();
    for (int c = 0; c < schema.size(); c++) {
      int column = c;
      columns.add(
          Vectors.concat(
              schema.field(c).type(),
              batches.stream().map(batch -> batch.column(column)).toList()));
    }
    int rows = batches.stream().mapToInt(ColumnBatch::rowCount).sum();
    ColumnBatch all = new ColumnBatch(schema, rows, columns);
    int[] order =
        IntStream.range(0, rows)
            .boxed()
            .sorted((a, b) -> compare(columns.get(key).value(a), columns.get(key).value(b)))
            .mapToInt(Integer::intValue)
            .toArray();
    ColumnBatch sorted = all.select(order, rows);
    List<ColumnBatch> pieces = new ArrayList<>();
    for (int from = 0; from < rows; from += BATCH_ROWS) {
      int to = Math.min(rows, from + BATCH_ROWS);
      pieces.add(sorted.select(IntStream.range(from, to).toArray(), to - from));
    }
    return BatchReader.of(schema, pieces);
  }

  private static int compare(Object left, Object right) {
    return left == null || right == null
        ? Boolean.compare(left != null, right != null)
        : ValueOrder.compare(left, right);
  }
}
