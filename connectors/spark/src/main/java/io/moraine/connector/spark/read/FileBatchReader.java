package io.moraine.connector.spark.read;

import io.moraine.connector.spark.vector.SparkVectors;
import io.moraine.core.batch.BatchReader;
import io.moraine.core.batch.ColumnBatch;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.jspecify.annotations.Nullable;

/** The batches of several readers, one after the other, as Spark's. */
public final class FileBatchReader<T> implements PartitionReader<ColumnarBatch> {
  private final StructType schema;
  private final Iterator<T> parts;
  private final Function<T, BatchReader> opener;
  private @Nullable BatchReader open;
  private @Nullable ColumnarBatch batch;

  /**
   * Opens each of {@code parts} when its turn comes; batches have the columns of {@code schema}.
   */
  public FileBatchReader(StructType schema, List<T> parts, Function<T, BatchReader> opener) {
    this.schema = schema;
    this.parts = parts.iterator();
    this.opener = opener;
  }

  @Override
  public boolean next() {
    while (open != null || parts.hasNext()) {
      if (open == null) {
        open = opener.apply(parts.next());
      }
      ColumnBatch next = open.next();
      if (next == null) {
        open.close();
        open = null;
      } else if (next.rowCount() > 0) {
        batch = SparkVectors.batch(next, schema);
        return true;
      }
    }
    batch = null;
    return false;
  }

  @Override
  public ColumnarBatch get() {
    if (batch == null) {
      throw new IllegalStateException("There is no batch");
    }
    return batch;
  }

  @Override
  public void close() {
    if (open != null) {
      open.close();
      open = null;
    }
  }
}
