package io.moraine.connector.spark.write;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.type.StructType;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;

/** Gathers Spark's rows to batches. */
final class RowBatches {
  /** Enough that work per batch does not count, and little enough to stay in the cache. */
  static final int ROWS = 4096;

  private final StructType schema;
  private final List<ColumnAppender> columns = new ArrayList<>();
  private int size;

  RowBatches(StructType schema) {
    this.schema = schema;
    schema.fields().forEach(field -> columns.add(ColumnAppender.of(field.type(), ROWS)));
  }

  /**
   * Adds the values of {@code row}, which is not kept.
   *
   * @return whether a batch is full, and has to be built
   */
  boolean add(InternalRow row) {
    for (int i = 0; i < columns.size(); i++) {
      columns.get(i).append(row, i);
    }
    return ++size == ROWS;
  }

  /** How many rows there are since the last batch. */
  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** The rows since the last one. */
  ColumnBatch build() {
    List<ColumnVector> vectors = columns.stream().map(ColumnAppender::build).toList();
    ColumnBatch batch = new ColumnBatch(schema, size, vectors);
    size = 0;
    return batch;
  }
}
