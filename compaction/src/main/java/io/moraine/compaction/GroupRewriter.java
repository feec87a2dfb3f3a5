package io.moraine.compaction;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.env.Environment;
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
import java.util.List;
import java.util.function.Consumer;

/**
 * Writes the rows of groups of files of one snapshot to new files. Safe for use by many threads.
 */
final class GroupRewriter {
  /** All of a group's rows go to one file, however large that turns out to be. */
  private static final SinkOptions ONE_FILE = new SinkOptions(Long.MAX_VALUE, 1, Long.MAX_VALUE);

  private final TableScan scan;
  private final ObjectStore store;
  private final Environment environment;
  private final Consumer<AddFile> done;

  /**
   * A rewriter of files of {@code scan}, which reads all columns and, where rows are tracked, the
   * rows' metadata.
   *
   * @param done hears of each file that was read
   */
  GroupRewriter(
      TableScan scan, ObjectStore store, Environment environment, Consumer<AddFile> done) {
    this.scan = scan;
    this.store = store;
    this.environment = environment;
    this.done = done;
  }

  /**
   * Writes the rows of {@code files}, which are those of {@code group}, one after the other. Leaves
   * no file behind if it fails.
   */
  Rewritten rewrite(FileGroup group, List<ScanFile> files) {
    Snapshot snapshot = scan.snapshot();
    try (DataFileSink sink =
        DataFileSink.open(
            store, environment, snapshot.metadata(), ONE_FILE.withLayout(layout(snapshot)))) {
      for (ScanFile file : files) {
        copy(file, sink);
        done.accept(file.add());
      }
      List<AddFile> outputs = sink.finish().stream().map(file -> moved(file, group)).toList();
      return new Rewritten(group, files.stream().map(ScanFile::add).toList(), outputs, sink);
    }
  }

  private static SinkLayout layout(Snapshot snapshot) {
    SinkLayout layout =
        SinkLayout.of(snapshot.protocol(), snapshot.metadata(), snapshot.domainMetadata());
    return snapshot.properties().enableRowTracking()
        ? layout.withExtraColumns(RowTracking.columns(snapshot.properties()))
        : layout;
  }

  private void copy(ScanFile file, DataFileSink sink) {
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

  /** The new file as one of rows that were there, in the same partition to the letter. */
  private static AddFile moved(AddFile file, FileGroup group) {
    return new AddFile(
        file.path(),
        group.partitionValues(),
        file.size(),
        file.modificationTime(),
        false,
        file.stats(),
        file.tags(),
        file.deletionVector(),
        file.baseRowId(),
        file.defaultRowCommitVersion(),
        file.clusteringProvider());
  }
}
