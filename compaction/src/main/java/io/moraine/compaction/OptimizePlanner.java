package io.moraine.compaction;

import io.moraine.compaction.curve.CurveKeys;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Operators;
import io.moraine.core.store.ObjectStore;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.DeletionVectorDescriptor;
import io.moraine.log.sink.ClusteringColumns;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.stats.FileStatistics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Plans rewrites: which files, in which groups.
 *
 * <p>Files are taken in the table's order and a group ends where the next file would make it too
 * large. Other packings fill groups better; this one keeps rows that were written one after the
 * other together, so that what files can be skipped by stays as it was.
 *
 * <p>Of a file with a deletion vector the rows that are left count. A file that has lost more than
 * one row in twenty is rewritten however large it is, and alone if there is no other.
 *
 * <p>Where rows are ordered by columns, a group is what is ordered together: all files of a
 * partition that are not in that order yet, and as many of those that are that the work pays.
 */
public final class OptimizePlanner {
  private static final int MIN_GROUP_FILES = 2;

  /** As other engines do, so that tables that several of them compact come to rest. */
  private static final double MAX_DELETED_RATIO = 0.05;

  private final Snapshot snapshot;
  private final OptimizeOptions options;
  private final Goal goal;
  private final long targetFileBytes;
  private final long minFileBytes;

  private OptimizePlanner(Snapshot snapshot, OptimizeOptions options) {
    this.snapshot = snapshot;
    this.options = options;
    this.goal = goal(snapshot, options.goal());
    this.targetFileBytes =
        options
            .targetFileBytes()
            .orElseGet(
                () ->
                    snapshot
                        .properties()
                        .targetFileSizeBytes()
                        .orElse(OptimizeOptions.DEFAULT_TARGET_FILE_BYTES));
    this.minFileBytes = options.minFileBytes().orElse(Math.max(1, targetFileBytes / 2));
    if (minFileBytes > targetFileBytes) {
      throw new InvalidInputException(
          "OPTIMIZE needs a minimum file size of at most the target file size of %d bytes, got %d"
              .formatted(targetFileBytes, minFileBytes));
    }
  }

  /** What {@code asked} comes to for the table. */
  private static Goal goal(Snapshot snapshot, Goal asked) {
    List<List<String>> clustering =
        ClusteringColumns.logical(
            snapshot.schema(), snapshot.columnMappingMode(), snapshot.domainMetadata());
    switch (asked.kind()) {
      case PURGE -> {
        return asked;
      }
      case ZORDER -> {
        if (!clustering.isEmpty()) {
          throw new InvalidInputException(
              "Cannot optimize %s by columns of the statement: its rows are clustered by %s; leave out ZORDER BY, or ALTER TABLE … CLUSTER BY first"
                  .formatted(snapshot.table(), Goal.cluster(clustering, false).columnTexts()));
        }
        return Goal.zorder(zorderColumns(snapshot, asked.columns()));
      }
      default -> {
        if (clustering.isEmpty()) {
          if (asked.full()) {
            throw new InvalidInputException(
                "Cannot cluster all of %s anew: it has no clustering columns; name some by ALTER TABLE … CLUSTER BY"
                    .formatted(snapshot.table()));
          }
          return Goal.COMPACT;
        }
        return Goal.cluster(clustering, asked.full());
      }
    }
  }

  private static List<List<String>> zorderColumns(Snapshot snapshot, List<List<String>> asked) {
    Set<List<String>> columns = new LinkedHashSet<>();
    for (List<String> path : asked) {
      List<String> names = ColumnPath.of(snapshot.table(), snapshot.schema(), path).names();
      if (snapshot.partitionColumns().contains(names.get(0))) {
        throw new InvalidInputException(
            "Cannot optimize %s by the column %s: the table is partitioned by it, so that all rows of a file have one value"
                .formatted(snapshot.table(), names.get(0)));
      }
      columns.add(names);
    }
    if (columns.size() > CurveKeys.MOST_COLUMNS) {
      throw new InvalidInputException(
          "Cannot optimize %s by %d columns: more than %d leave too little of an order to any"
              .formatted(snapshot.table(), columns.size(), CurveKeys.MOST_COLUMNS));
    }
    return List.copyOf(columns);
  }

  /**
   * The plan for the table at {@code snapshot}; empty if nothing is to be done.
   *
   * @throws InvalidInputException if the options do not fit each other or the table
   * @throws io.moraine.core.error.UnsupportedFeatureException if the table cannot be written
   */
  public static OptimizePlan plan(Snapshot snapshot, OptimizeOptions options) {
    return plan(snapshot, options, file -> false);
  }

  /**
   * As the other; where the goal is to purge, also for files with columns that were dropped, which
   * their footers in {@code store} tell.
   */
  public static OptimizePlan plan(Snapshot snapshot, OptimizeOptions options, ObjectStore store) {
    return plan(snapshot, options, new DroppedColumns(snapshot, store));
  }

  private static OptimizePlan plan(
      Snapshot snapshot, OptimizeOptions options, Predicate<AddFile> stale) {
    snapshot.requireWritable();
    return new OptimizePlanner(snapshot, options).plan(stale);
  }

  private OptimizePlan plan(Predicate<AddFile> stale) {
    List<FileGroup> groups = new ArrayList<>();
    partitions(stale)
        .forEach(
            (partition, files) -> {
              if (goal.reorders()) {
                group(partition, files, groups);
              } else {
                pack(partition, files.stream().map(this::planned).toList(), groups);
              }
            });
    return new OptimizePlan(
        snapshot.table(),
        snapshot.metadata().id(),
        snapshot.version(),
        Operators.conjuncts(options.predicate()).stream().map(Expression::toString).toList(),
        targetFileBytes,
        goal,
        groups);
  }

  /** The files worth a look by partition, which are those whose values are written alike. */
  private Map<Map<String, @Nullable String>, List<AddFile>> partitions(Predicate<AddFile> stale) {
    Map<Map<String, @Nullable String>, List<AddFile>> partitions = new LinkedHashMap<>();
    for (AddFile file :
        new FileChoice(snapshot, options.predicate(), options.evaluation()).files()) {
      boolean wanted =
          switch (goal.kind()) {
            case COMPACT -> file.size() < minFileBytes || isWorn(file);
            case PURGE -> isWorn(file) || stale.test(file);
            case ZORDER, CLUSTER -> true;
          };
      if (wanted) {
        partitions.computeIfAbsent(file.partitionValues(), values -> new ArrayList<>()).add(file);
      }
    }
    return partitions;
  }

  private PlannedFile planned(AddFile file) {
    return new PlannedFile(
        file.path(),
        file.size(),
        FileStatistics.liveRowCount(file),
        goal.kind() == Goal.Kind.PURGE || isWorn(file));
  }

  /** Whether so many rows are gone that the file is to be rewritten for that. */
  private boolean isWorn(AddFile file) {
    DeletionVectorDescriptor deleted = file.deletionVector();
    double most = goal.kind() == Goal.Kind.PURGE ? 0 : MAX_DELETED_RATIO;
    return deleted != null && deleted.cardinality() > most * FileStatistics.rowCount(file);
  }

  private void pack(
      Map<String, @Nullable String> partition, List<PlannedFile> files, List<FileGroup> groups) {
    List<PlannedFile> group = new ArrayList<>();
    long bytes = 0;
    for (PlannedFile file : files) {
      if (bytes + file.sizeBytes() > targetFileBytes) {
        end(partition, group, groups);
        group.clear();
        bytes = 0;
      }
      group.add(file);
      bytes += file.sizeBytes();
    }
    end(partition, group, groups);
  }

  private static void end(
      Map<String, @Nullable String> partition, List<PlannedFile> group, List<FileGroup> groups) {
    if (group.size() >= MIN_GROUP_FILES || group.stream().anyMatch(PlannedFile::purge)) {
      groups.add(new FileGroup(partition, group));
    }
  }

  private void group(
      Map<String, @Nullable String> partition, List<AddFile> files, List<FileGroup> groups) {
    List<PlannedFile> group = new ArrayList<>();
    long bytes = 0;
    for (AddFile file : Cubes.candidates(files, this::isWorn, goal)) {
      if (!group.isEmpty() && bytes + file.size() > Cubes.COMPLETE_BYTES) {
        groups.add(new FileGroup(partition, group));
        group.clear();
        bytes = 0;
      }
      group.add(planned(file));
      bytes += file.size();
    }
    if (!group.isEmpty()) {
      groups.add(new FileGroup(partition, group));
    }
  }
}
