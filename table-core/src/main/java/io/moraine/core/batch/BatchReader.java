package io.moraine.core.batch;

import io.moraine.core.type.StructType;
import java.util.List;

/** Rows in batches, one after the other. Not safe for use by several threads at once. */
public interface BatchReader extends AutoCloseable {
  /** What each batch holds. */
  StructType schema();

  /** The next batch, or null after the last. Batches stay valid after the reader is closed. */
  ColumnBatch next();

  /** Gives up what the reader holds; more than once is harmless. */
  @Override
  void close();

  /** A reader of {@code batches}. */
  static BatchReader of(StructType schema, List<ColumnBatch> batches) {
    var iterator = List.copyOf(batches).iterator();
    return new BatchReader() {
      @Override
      public StructType schema() {
        return schema;
      }

      @Override
      public ColumnBatch next() {
        return iterator.hasNext() ? iterator.next() : null;
      }

      @Override
      public void close() {}
    };
  }
}
