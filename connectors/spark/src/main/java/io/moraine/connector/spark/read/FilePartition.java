package io.moraine.connector.spark.read;

import io.moraine.connector.spark.table.SentFile;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.connector.read.HasPartitionKey;

/**
 * Parts of files that one task reads.
 *
 * @param parts in the order in which they are read
 * @param key the partition values that all of their rows share, as Spark's rows hold them; none if
 *     that was not asked for
 */
record FilePartition(List<Part> parts, List<Serializable> key) implements HasPartitionKey {
  private static final long serialVersionUID = 1;

  /** A part of a file; see {@link io.moraine.reader.FilePart}. */
  record Part(SentFile file, int index, int count, long sizeBytes) implements Serializable {
    private static final long serialVersionUID = 1;
  }

  FilePartition {
    parts = List.copyOf(parts);
  }

  @Override
  public InternalRow partitionKey() {
    return new GenericInternalRow(key.toArray());
  }
}
