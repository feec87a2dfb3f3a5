package io.moraine.compaction;

import io.moraine.log.action.AddFile;
import io.moraine.log.sink.ClusteringColumns;
import io.moraine.log.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How far the rows of a clustered table are in the order that it asks for, as the log tells.
 *
 * @param columns the clustering columns, as texts
 * @param files all of the table's
 * @param bytes their sizes
 * @param looseFiles those that are not in that order
 * @param looseBytes their sizes
 * @param incremental whether all of these are put into order without the others
 * @param overlap how many files have one value of a column within their bounds at most, on the
 *     average
 */
public record ClusteringState(
    List<String> columns,
    long files,
    long bytes,
    long looseFiles,
    long looseBytes,
    boolean incremental,
    double overlap) {
  public ClusteringState {
    columns = List.copyOf(columns);
  }

  /** The state of {@code snapshot}; nothing if its rows are not clustered. */
  public static Optional<ClusteringState> of(Snapshot snapshot) {
    List<List<String>> paths =
        ClusteringColumns.logical(
            snapshot.schema(), snapshot.columnMappingMode(), snapshot.domainMetadata());
    if (paths.isEmpty()) {
      return Optional.empty();
    }
    Goal goal = Goal.cluster(paths, false);
    List<AddFile> all = new ArrayList<>();
    long bytes = 0;
    long loose = 0;
    long looseBytes = 0;
    boolean incremental = true;
    for (AddFile file : snapshot.files()) {
      all.add(file);
      bytes += file.size();
      Optional<List<String>> columns = Cubes.columns(file);
      if (columns.isEmpty() || !columns.get().equals(goal.columnTexts())) {
        loose++;
        looseBytes += file.size();
        incremental &= Cubes.isOurs(file, columns, false);
      }
    }
    List<ColumnPath> columns =
        paths.stream()
            .map(path -> ColumnPath.of(snapshot.table(), snapshot.schema(), path))
            .toList();
    return Optional.of(
        new ClusteringState(
            goal.columnTexts(),
            all.size(),
            bytes,
            loose,
            looseBytes,
            incremental,
            Overlap.of(snapshot, all, columns)));
  }
}
