package io.moraine.compaction;

import io.moraine.core.error.InvalidInputException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Which files of a table are to be rewritten into which: independent groups, and nothing of how or
 * where they are rewritten.
 *
 * <p>A plan stays good after its version: a group whose files have left the table meanwhile is
 * dropped, so that a plan that was carried out in part can be run again for the rest.
 *
 * @param table the table's location, for people
 * @param tableId the id in the table's metadata
 * @param readVersion the version that was planned for
 * @param predicate the conditions by which files were chosen, as text, all of them; none for the
 *     whole table
 * @param targetFileBytes how large files were to become
 * @param goal what for
 * @param groups no file is in two of them
 */
public record OptimizePlan(
    String table,
    String tableId,
    long readVersion,
    List<String> predicate,
    long targetFileBytes,
    Goal goal,
    List<FileGroup> groups) {
  public OptimizePlan {
    Objects.requireNonNull(table, "table");
    Objects.requireNonNull(tableId, "tableId");
    Objects.requireNonNull(goal, "goal");
    predicate = List.copyOf(predicate);
    groups = List.copyOf(groups);
    Set<String> paths = new HashSet<>();
    for (FileGroup group : groups) {
      for (PlannedFile file : group.files()) {
        if (!paths.add(file.path())) {
          throw new InvalidInputException(
              "A plan to optimize %s has the file %s twice".formatted(table, file.path()));
        }
      }
    }
  }

  /** Whether there is nothing to do. */
  public boolean isEmpty() {
    return groups.isEmpty();
  }

  /** The same plan for {@code others}. */
  OptimizePlan withGroups(List<FileGroup> others) {
    return new OptimizePlan(table, tableId, readVersion, predicate, targetFileBytes, goal, others);
  }

  /** How many files are to be rewritten. */
  public long fileCount() {
    return groups.stream().mapToLong(group -> group.files().size()).sum();
  }

  /** The sum of their sizes. */
  public long sizeBytes() {
    return groups.stream().mapToLong(FileGroup::sizeBytes).sum();
  }

  /** About how many files there will be in their place. */
  private long outputs() {
    return goal.reorders()
        ? groups.stream().mapToLong(group -> Math.max(1, group.sizeBytes() / targetFileBytes)).sum()
        : groups.size();
  }

  /** The plan as JSON text on one line, which {@link #fromJson} reads. */
  public String toJson() {
    return PlanJson.write(this);
  }

  /**
   * The plan that {@link #toJson} wrote.
   *
   * @throws io.moraine.core.error.CorruptFileException if {@code json} is no plan
   */
  public static OptimizePlan fromJson(String json) {
    return PlanJson.read(json);
  }

  /** The plan for people: a line of sums, then a line for each group. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s at version %d: %d files of %d bytes into %d, of up to %d bytes each%s"
            .formatted(
                table,
                readVersion,
                fileCount(),
                sizeBytes(),
                outputs(),
                targetFileBytes,
                goal.reorders() ? ", ordered by " + String.join(", ", goal.columnTexts()) : ""));
    for (FileGroup group : groups) {
      String partition =
          group.partitionValues().isEmpty() ? "" : group.partitionValues().toString() + ": ";
      lines.add(
          "  %s%d files of %d bytes, from %s"
              .formatted(
                  partition, group.files().size(), group.sizeBytes(), group.files().get(0).path()));
    }
    return lines;
  }
}
