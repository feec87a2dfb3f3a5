package io.moraine.connector.spark.read;

import io.moraine.connector.spark.filter.SentExpression;
import io.moraine.connector.spark.table.SentSnapshot;
import io.moraine.core.batch.BatchReader;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.type.StructType;
import io.moraine.log.action.AddFile;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.reader.FilePart;
import io.moraine.reader.TableScan;
import java.util.List;
import java.util.Optional;

/** Opens a part of one file for the columns that Spark wants. */
final class OpenFile {
  private OpenFile() {}

  /** The rows of {@code part}, as {@code columns} has them. */
  static BatchReader of(
      SentSnapshot sent,
      FilePartition.Part part,
      ReadColumns columns,
      Optional<SentExpression> filter) {
    // Statistics, if there are any, were looked at where the scan was planned.
    AddFile file = part.file().file().withStats(null);
    Snapshot snapshot = sent.snapshot(List.of(file));
    TableScan.Builder builder =
        TableScan.of(snapshot, sent.place().handle().store())
            .columns(columns.ordinals())
            .zone(sent.zoneId());
    filter.ifPresent(condition -> builder.filter(List.of(condition.expression(snapshot.schema()))));
    if (columns.addressed()) {
      builder.withRowAddresses();
    }
    if (columns.described()) {
      builder.withRowMetadata();
    }
    TableScan scan = builder.build();
    if (scan.files().isEmpty()) {
      return BatchReader.of(StructType.EMPTY, List.of());
    }
    BatchReader reader = scan.open(scan.files().get(0), new FilePart(part.index(), part.count()));
    return new BatchReader() {
      @Override
      public StructType schema() {
        return reader.schema();
      }

      @Override
      public ColumnBatch next() {
        ColumnBatch batch = reader.next();
        return batch == null ? null : columns.of(batch, file.path());
      }

      @Override
      public void close() {
        reader.close();
      }
    };
  }
}
