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
import io.moraine.log.stats.PhysicalNames;
import io.moraine.reader.ScanFile;
import io.moraine.reader.TableScan;
import io.moraine.reader.TrackedRows;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes the rows of groups of files of one snapshot to new files. Safe for use by many threads.
 */
final class GroupRewriter {
  /** All of a group's rows go to one file, however large that turns out to be. */
  private static final SinkOptions ONE_FILE = new SinkOptions(Long.MAX_VALUE, 1, Long.MAX_VALUE);

  /** Ordered rows may take a little more than they did: that makes no other file. */
  private static final int SLACK = 16;

  private final TableScan scan;
  private final ObjectStore store;
  private final Environment environment;
  private final Consumer<AddFile> done;
  private final OptimizePlan plan;
  private final Optional<ClusterRewriter> ordering;

  /**
   * A rewriter of files of {@code scan}, which reads all columns and, where rows are tracked, the
   * rows' metadata.
   *
   * @param ordering puts rows into the plan's order, if it has one
   * @param done hears of each file that was read
   */
  GroupRewriter(
      TableScan scan,
      ObjectStore store,
      Environment environment,
      OptimizePlan plan,
      Optional<ClusterRewriter> ordering,
      Consumer<AddFile> done) {
    this.scan = scan;
    this.store = store;
    this.environment = environment;
    this.plan = plan;
    this.ordering = ordering;
    this.done = done;
  }

  /**
   * Writes the rows of {@code files}, which are those of {@code group}, one after the other. Leaves
   * no file behind if it fails.
   */
  Rewritten rewrite(FileGroup group, List<ScanFile> files) {
    Snapshot snapshot = scan.snapshot();
    SinkOptions options = ordering.isPresent() ? ofSize(group) : ONE_FILE;
    try (DataFileSink sink =
        DataFileSink.open(
            store, environment, snapshot.metadata(), options.withLayout(layout(snapshot)))) {
      if (ordering.isPresent()) {
        ordering.get().rewrite(files, sink, file -> done.accept(file.add()));
        requireRows(files, sink.rowCount());
      } else {
        for (ScanFile file : files) {
          long before = sink.rowCount();
          copy(file, sink);
          requireRows(List.of(file), sink.rowCount() - before);
          done.accept(file.add());
        }
      }
      Cube cube = cube();
      List<AddFile> outputs = sink.finish().stream().map(file -> moved(file, group, cube)).toList();
      return new Rewritten(group, files.stream().map(ScanFile::add).toList(), outputs, sink);
    }
  }

  /** Files of about one size, near the plan's target, whose number the group's size tells. */
  private SinkOptions ofSize(FileGroup group) {
    long files = Math.round((double) group.sizeBytes() / plan.targetFileBytes());
    if (files <= 1) {
      return ONE_FILE;
    }
    long bytes = group.sizeBytes() / files + group.sizeBytes() / files / SLACK + 1;
    return new SinkOptions(bytes, 1, Long.MAX_VALUE);
  }

  private SinkLayout layout(Snapshot snapshot) {
    SinkLayout layout =
        SinkLayout.of(snapshot.protocol(), snapshot.metadata(), snapshot.domainMetadata())
            .withIndexed(
                plan.goal().columns().stream()
                    .map(
                        path ->
                            PhysicalNames.path(
                                snapshot.schema(), path, snapshot.columnMappingMode()))
                    .toList());
    return snapshot.properties().enableRowTracking()
        ? layout.withExtraColumns(RowTracking.columns(snapshot.properties()))
        : layout;
  }

  private void copy(ScanFile file, DataFileSink sink) {
    try (BatchReader reader = scan.open(file)) {
      for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
        sink.write(TrackedRows.of(scan.snapshot(), batch, scan.snapshot().schema().size()));
      }
    }
  }

  private void requireRows(List<ScanFile> files, long found) {
    long expected = 0;
    for (ScanFile file : files) {
      long known = FileStatistics.liveRowCount(file.add());
      if (known < 0) {
        return;
      }
      expected += known;
    }
    if (found != expected) {
      throw new CorruptTableException(
          "Cannot optimize %s: its log says that %s%s %d rows, but %d were read"
              .formatted(
                  scan.snapshot().table(),
                  files.size() == 1 ? "the file " : files.size() + " files, from ",
                  files.get(0).path() + (files.size() == 1 ? " holds" : ", hold"),
                  expected,
                  found));
    }
  }

  /** What is noted of files whose rows were ordered together. */
  private record Cube(Map<String, @Nullable String> tags, @Nullable String provider) {}

  private @Nullable Cube cube() {
    return ordering.isEmpty()
        ? null
        : new Cube(
            Cubes.tags(environment.newId(), plan.goal()),
            plan.goal().kind() == Goal.Kind.CLUSTER ? Cubes.LIQUID : null);
  }

  /** The new file as one of rows that were there, in the same partition to the letter. */
  private static AddFile moved(AddFile file, FileGroup group, @Nullable Cube cube) {
    return new AddFile(
        file.path(),
        group.partitionValues(),
        file.size(),
        file.modificationTime(),
        false,
        file.stats(),
        cube == null ? file.tags() : cube.tags(),
        file.deletionVector(),
        file.baseRowId(),
        file.defaultRowCommitVersion(),
        cube == null ? file.clusteringProvider() : cube.provider());
  }
}
