package io.moraine.compaction;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Operators;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.DeletionVectorDescriptor;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.stats.FileStatistics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Packs the small files of each partition into groups of about the target size.
 *
 * <p>Files are taken in the table's order and a group ends where the next file would make it too
 * large. Other packings fill groups better; this one keeps rows that were written one after the
 * other together, so that what files can be skipped by stays as it was.
 *
 * <p>Of a file with a deletion vector the rows that are left count. A file that has lost more than
 * one row in twenty is rewritten however large it is, and alone if there is no other.
 */
public final class OptimizePlanner {
  private static final int MIN_GROUP_FILES = 2;

  /** As other engines do, so that tables that several of them compact come to rest. */
  private static final double MAX_DELETED_RATIO = 0.05;

  private final Snapshot snapshot;
  private final OptimizeOptions options;
  private final long targetFileBytes;
  private final long minFileBytes;

  private OptimizePlanner(Snapshot snapshot, OptimizeOptions options) {
    this.snapshot = snapshot;
    this.options = options;
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

  /**
   * The plan for the table at {@code snapshot}; empty if it is compact.
   *
   * @throws InvalidInputException if the options do not fit each other or the table
   * @throws io.moraine.core.error.UnsupportedFeatureException if the table cannot be written
   */
  public static OptimizePlan plan(Snapshot snapshot, OptimizeOptions options) {
    snapshot.requireWritable();
    return new OptimizePlanner(snapshot, options).plan();
  }

  private OptimizePlan plan() {
    List<FileGroup> groups = new ArrayList<>();
    candidates().forEach((partition, files) -> pack(partition, files, groups));
    return new OptimizePlan(
        snapshot.table(),
        snapshot.metadata().id(),
        snapshot.version(),
        Operators.conjuncts(options.predicate()).stream().map(Expression::toString).toList(),
        targetFileBytes,
        groups);
  }

  /** The files worth rewriting by partition, which are those whose values are written alike. */
  private Map<Map<String, @Nullable String>, List<PlannedFile>> candidates() {
    PartitionFilter filter =
        new PartitionFilter(snapshot, options.predicate(), options.evaluation());
    Map<Map<String, @Nullable String>, Boolean> accepted = new HashMap<>();
    Map<Map<String, @Nullable String>, List<PlannedFile>> partitions = new LinkedHashMap<>();
    for (AddFile file : snapshot.files()) {
      if ((file.size() < minFileBytes || hasLostMany(file))
          && accepted.computeIfAbsent(file.partitionValues(), values -> filter.accepts(file))) {
        partitions
            .computeIfAbsent(file.partitionValues(), values -> new ArrayList<>())
            .add(
                new PlannedFile(
                    file.path(),
                    file.size(),
                    FileStatistics.liveRowCount(file),
                    hasLostMany(file)));
      }
    }
    return partitions;
  }

  private static boolean hasLostMany(AddFile file) {
    DeletionVectorDescriptor deleted = file.deletionVector();
    return deleted != null
        && deleted.cardinality() > MAX_DELETED_RATIO * FileStatistics.rowCount(file);
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
}
