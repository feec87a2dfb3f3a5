package io.moraine.connector.spark.changes;

import io.moraine.connector.spark.filter.SentExpression;
import io.moraine.connector.spark.read.FileBatchReader;
import io.moraine.connector.spark.table.SentSnapshot;
import io.moraine.log.changes.TableState;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.reader.changes.ChangeScan;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.jspecify.annotations.Nullable;

/**
 * Opens partitions of changed rows where they are read.
 *
 * @param snapshot the version under whose schema rows are read
 * @param ordinals which columns, of the table's and after them those that say what happened
 * @param schema the same as Spark knows them
 * @param filter leaves out row groups; null for none
 */
public record ChangeReaders(
    SentSnapshot snapshot,
    List<Integer> ordinals,
    StructType schema,
    @Nullable SentExpression filter)
    implements PartitionReaderFactory {
  private static final long serialVersionUID = 1;

  public ChangeReaders {
    ordinals = List.copyOf(ordinals);
  }

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
    Snapshot table = snapshot.snapshot(List.of());
    ChangeScan.Builder builder =
        ChangeScan.of(TableState.of(table), snapshot.place().handle().store(), table.paths())
            .columns(ordinals)
            .zone(snapshot.zoneId());
    if (filter != null) {
      builder.filter(List.of(filter.expression(builder.schema())));
    }
    ChangeScan scan = builder.build();
    return new FileBatchReader<>(
        schema, ((ChangePartition) partition).changes(), change -> scan.open(change.change()));
  }
}
