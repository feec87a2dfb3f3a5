package io.moraine.connector.spark.procedure;

import io.moraine.connector.spark.table.OpenPlaces;
import io.moraine.connector.spark.table.SentFile;
import io.moraine.connector.spark.table.SentSnapshot;
import io.moraine.core.batch.BatchReader;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.error.CorruptTableException;
import io.moraine.core.store.ObjectStore;
import io.moraine.log.action.AddFile;
import io.moraine.log.sink.DataFileSink;
import io.moraine.log.sink.RowTracking;
import io.moraine.log.sink.SinkLayout;
import io.moraine.log.sink.SinkOptions;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.stats.FileStatistics;
import io.moraine.reader.ScanFile;
import io.moraine.reader.TableScan;
import io.moraine.reader.TrackedRows;
import java.io.Serializable;
import java.util.List;

/**
 * Writes the rows of some files of one partition to one new file, where Spark runs it.
 *
 * @param snapshot the version that has the files
 * @param files in the order in which their rows are written
 */
record RewriteTask(SentSnapshot snapshot, List<SentFile> files) implements Serializable {
  private static final long serialVersionUID = 1;
  private static final SinkOptions ONE_FILE = new SinkOptions(Long.MAX_VALUE, 1, Long.MAX_VALUE);

  /** Runs it, and gives the new file; none if no row is left. */
  List<SentFile> run() {
    List<AddFile> inputs = files.stream().map(SentFile::file).toList();
    Snapshot table = snapshot.snapshot(inputs);
    ObjectStore store = snapshot.place().handle().store();
    boolean tracked = table.properties().enableRowTracking();
    TableScan.Builder builder = TableScan.of(table, store).zone(snapshot.zoneId());
    TableScan scan = (tracked ? builder.withRowMetadata() : builder).build();
    SinkLayout layout = SinkLayout.of(table.protocol(), table.metadata(), table.domainMetadata());
    if (tracked) {
      layout = layout.withExtraColumns(RowTracking.columns(table.properties()));
    }
    try (DataFileSink sink =
        DataFileSink.open(
            store, OpenPlaces.environment(), table.metadata(), ONE_FILE.withLayout(layout))) {
      for (ScanFile file : scan.files()) {
        copy(scan, file, sink);
      }
      return SentFile.of(sink.finish());
    }
  }

  private static void copy(TableScan scan, ScanFile file, DataFileSink sink) {
    long before = sink.rowCount();
    try (BatchReader reader = scan.open(file)) {
      for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
        sink.write(TrackedRows.of(scan.snapshot(), batch, scan.snapshot().schema().size()));
      }
    }
    long expected = FileStatistics.liveRowCount(file.add());
    long found = sink.rowCount() - before;
    if (expected >= 0 && found != expected) {
      throw new CorruptTableException(
          "Cannot optimize %s: its log says that the file %s holds %d rows, but %d were read"
              .formatted(scan.snapshot().table(), file.path(), expected, found));
    }
  }
}
