package io.moraine;

import io.moraine.compaction.Goal;
import io.moraine.compaction.OptimizeExecutor.Trigger;
import io.moraine.compaction.OptimizePlan;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Puts a table's rows into better files: small files are joined, and where the table is clustered,
 * rows are put near those that are like them. Each method returns another; {@link #execute} runs
 * it.
 */
public final class TableOptimize {
  private final Table table;
  private final Goal goal;
  private final Optional<String> condition;
  private final OptionalLong targetBytes;
  private final Consumer<Progress> listener;

  private TableOptimize(
      Table table,
      Goal goal,
      Optional<String> condition,
      OptionalLong targetBytes,
      Consumer<Progress> listener) {
    this.table = table;
    this.goal = goal;
    this.condition = condition;
    this.targetBytes = targetBytes;
    this.listener = listener;
  }

  static TableOptimize of(Table table) {
    return new TableOptimize(
        table, Goal.COMPACT, Optional.empty(), OptionalLong.empty(), progress -> {});
  }

  private TableOptimize with(Goal newGoal) {
    return new TableOptimize(table, newGoal, condition, targetBytes, listener);
  }

  /**
   * Looks only at files in which there may be rows for which the SQL condition is true: by their
   * partitions, and by what the log says of their values.
   */
  public TableOptimize where(String newCondition) {
    return new TableOptimize(table, goal, Optional.of(newCondition), targetBytes, listener);
  }

  /** Makes files of about this size; otherwise as the table's property says, or 128 MiB. */
  public TableOptimize targetSize(long bytes) {
    return new TableOptimize(table, goal, condition, OptionalLong.of(bytes), listener);
  }

  /**
   * Puts rows that are near each other in all of {@code columns} near each other, so that queries
   * which ask for values of any of them read few files. Files that were put into that order before
   * are left alone as long as little is new.
   *
   * @param columns names as SQL has them, {@code struct.field} too
   */
  public TableOptimize zorderBy(String... columns) {
    return with(Goal.zorder(Arrays.stream(columns).map(Compactions::path).toList()));
  }

  /** Clusters all rows of a clustered table anew, also those of files that are in good order. */
  public TableOptimize full() {
    return with(Goal.RECLUSTER);
  }

  /**
   * Rewrites just the files that hold what is no longer of the table: rows that are deleted by a
   * deletion vector, and columns that were dropped. After a {@link Table#vacuum} these are gone.
   */
  public TableOptimize purge() {
    return with(Goal.PURGE);
  }

  /** Tells {@code newListener} how far it is, one call at a time, from any thread. */
  public TableOptimize onProgress(Consumer<Progress> newListener) {
    return new TableOptimize(table, goal, condition, targetBytes, newListener);
  }

  /** What would be done, in lines for people. Nothing is changed. */
  public List<String> dryRun() {
    Compactions compactions = table.refresh().compactions();
    return plan(compactions).lines();
  }

  /**
   * Rewrites the files of the newest version, as one new version; the rows stay the same.
   *
   * @throws io.moraine.core.error.InvalidInputException if the columns or the condition do not fit
   *     the table
   * @throws ConflictException if what another writer committed meanwhile stands against all of it
   */
  public OptimizeResult execute() {
    Compactions compactions = table.refresh().compactions();
    OptimizeResult result = compactions.run(plan(compactions), Trigger.ASKED, listener);
    table.refresh();
    return result;
  }

  private OptimizePlan plan(Compactions compactions) {
    return compactions.plan(goal, condition.map(compactions::condition), targetBytes);
  }
}
