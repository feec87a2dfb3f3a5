package io.moraine.compaction;

import io.moraine.compaction.OptimizeExecutor.Trigger;
import io.moraine.log.action.Action;
import io.moraine.log.action.AddFile;
import io.moraine.log.property.TableProperties;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.snapshot.TableLog;
import io.moraine.log.txn.PostCommitHook;
import io.moraine.log.txn.TransactionContext;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compacts the partitions that a commit brought rows to, once they have many small files, where the
 * table's property {@code delta.autoOptimize.autoCompact} asks for it.
 */
public final class AutoCompaction implements PostCommitHook {
  /**
   * The property: {@code true}, or {@code auto}, or {@code legacy}, which other engines tell apart.
   */
  public static final String PROPERTY = "delta.autoOptimize.autoCompact";

  /** Fewer small files of a partition stay as they are. */
  static final int MIN_FILES = 50;

  private static final Set<String> ON = Set.of("true", "auto", "legacy");

  private final TableLog log;
  private final OptimizeExecutor executor;

  /**
   * A hook for the table of {@code log}.
   *
   * @param context of its own commits
   * @param sort for clustered tables
   */
  public AutoCompaction(TableLog log, TransactionContext context, RowSort sort) {
    this.log = Objects.requireNonNull(log, "log");
    this.executor = new OptimizeExecutor(log, context).withSort(sort).withTrigger(Trigger.AUTO);
  }

  @Override
  public String name() {
    return "auto-compaction";
  }

  /** Whether the table with {@code properties} asks for it. */
  static boolean isOn(TableProperties properties) {
    return properties
        .text(PROPERTY)
        .map(value -> ON.contains(value.strip().toLowerCase(Locale.ROOT)))
        .orElse(false);
  }

  @Override
  public void afterCommit(Commit commit) {
    if (!isOn(new TableProperties(commit.metadata().configuration()))) {
      return;
    }
    Set<Map<String, @Nullable String>> partitions = new HashSet<>();
    for (Action action : commit.result().actions()) {
      if (action instanceof AddFile add && add.dataChange()) {
        partitions.add(add.partitionValues());
      }
    }
    if (partitions.isEmpty()) {
      return;
    }
    Snapshot before = commit.read();
    Snapshot snapshot = before == null ? log.latest() : log.update(before);
    OptimizePlan plan = OptimizePlanner.plan(snapshot, OptimizeOptions.DEFAULT);
    Map<Map<String, @Nullable String>, Integer> files = new HashMap<>();
    for (FileGroup group : plan.groups()) {
      files.merge(group.partitionValues(), group.files().size(), Integer::sum);
    }
    List<FileGroup> due =
        plan.groups().stream()
            .filter(group -> partitions.contains(group.partitionValues()))
            .filter(group -> files.get(group.partitionValues()) >= MIN_FILES)
            .toList();
    if (!due.isEmpty()) {
      executor.run(plan.withGroups(due), snapshot);
    }
  }
}
