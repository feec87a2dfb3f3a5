package io.moraine.connector.spark.rowlevel;

import io.moraine.connector.spark.read.MetadataColumns;
import io.moraine.connector.spark.table.OpenPlaces;
import io.moraine.connector.spark.table.SentFile;
import io.moraine.connector.spark.table.SentSnapshot;
import io.moraine.connector.spark.write.RowTarget;
import io.moraine.log.commit.CommitStateUnknownException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.connector.write.DeltaBatchWrite;
import org.apache.spark.sql.connector.write.DeltaWrite;
import org.apache.spark.sql.connector.write.DeltaWriterFactory;
import org.apache.spark.sql.connector.write.LogicalWriteInfo;
import org.apache.spark.sql.connector.write.PhysicalWriteInfo;
import org.apache.spark.sql.connector.write.WriterCommitMessage;
import org.apache.spark.sql.types.StructType;

/** The write of an operation by places: tasks tell places and write rows, the driver commits. */
final class PlacedWrite implements DeltaWrite, DeltaBatchWrite {
  private final Target target;
  private final RowPlaces.Ordinals ordinals;
  private boolean unknown;

  PlacedWrite(Target target, LogicalWriteInfo info) {
    this.target = target;
    StructType ids = info.rowIdSchema().orElseThrow();
    this.ordinals =
        new RowPlaces.Ordinals(
            ids.fieldIndex(MetadataColumns.FILE),
            ids.fieldIndex(MetadataColumns.POSITION),
            info.metadataSchema()
                .map(schema -> List.of(schema.fieldNames()).indexOf(MetadataColumns.ROW_ID))
                .orElse(-1));
  }

  @Override
  public DeltaBatchWrite toBatch() {
    return this;
  }

  @Override
  public String description() {
    return "moraine %s".formatted(target.place());
  }

  @Override
  public DeltaWriterFactory createBatchWriterFactory(PhysicalWriteInfo info) {
    RowTarget rows =
        new RowTarget(
            SentSnapshot.of(target.place(), target.snapshot(), target.zone()),
            OpenPlaces.environment().nowMillis(),
            info.numPartitions(),
            null,
            target.isTracked(),
            ordinals.rowId());
    Map<String, SentFile> files = new HashMap<>();
    if (target.snapshot().properties().enableChangeDataFeed()) {
      target
          .files()
          .forEach((path, file) -> files.put(path, SentFile.of(file.add().withStats(null))));
    }
    return new PlacedRowWriters(rows, ordinals, files);
  }

  @Override
  public boolean useCommitCoordinator() {
    return true;
  }

  private static List<PlacedRows> written(WriterCommitMessage[] messages) {
    List<PlacedRows> written = new ArrayList<>();
    for (WriterCommitMessage message : messages) {
      if (message != null) {
        written.add((PlacedRows) message);
      }
    }
    return written;
  }

  @Override
  public void commit(WriterCommitMessage[] messages) {
    try {
      new PlacedCommit(target).commit(written(messages));
    } catch (CommitStateUnknownException e) {
      unknown = true;
      throw e;
    }
  }

  @Override
  public void abort(WriterCommitMessage[] messages) {
    if (!unknown) {
      new PlacedCommit(target).discardTasks(written(messages));
    }
  }
}
