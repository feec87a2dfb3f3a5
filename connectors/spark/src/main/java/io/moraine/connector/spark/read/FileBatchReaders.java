package io.moraine.connector.spark.read;

import io.moraine.connector.spark.filter.SentExpression;
import io.moraine.connector.spark.table.SentSnapshot;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.jspecify.annotations.Nullable;

/**
 * Opens partitions of a scan where they are read.
 *
 * @param snapshot the version that is read
 * @param columns what Spark wants
 * @param filter leaves out row groups, pages and rows; null for none
 */
record FileBatchReaders(SentSnapshot snapshot, ReadColumns columns, @Nullable SentExpression filter)
    implements PartitionReaderFactory {
  private static final long serialVersionUID = 1;

  @Override
  public PartitionReader<InternalRow> createReader(InputPartition partition) {
    throw new UnsupportedOperationException("Rows come in batches");
  }

  @Override
  public boolean supportColumnarReads(InputPartition partition) {
    return true;
  }

  @Override
  public PartitionReader<ColumnarBatch> createColumnarReader(InputPartition partition) {
    List<FilePartition.Part> parts = ((FilePartition) partition).parts();
    return new FileBatchReader<>(
        columns.schema(),
        parts,
        part -> OpenFile.of(snapshot, part, columns, Optional.ofNullable(filter)));
  }
}
