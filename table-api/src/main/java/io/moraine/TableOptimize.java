package io.moraine;

import io.moraine.compaction.OptimizePlan;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Joins small files into larger ones. Each method returns another; {@link #execute} runs it. */
public final class TableOptimize {
  private final Table table;
  private final Optional<String> condition;
  private final OptionalLong targetBytes;

  TableOptimize(Table table, Optional<String> condition, OptionalLong targetBytes) {
    this.table = table;
    this.condition = condition;
    this.targetBytes = targetBytes;
  }

  /** Looks only at partitions for which the SQL condition, over partition columns, is true. */
  public TableOptimize where(String newCondition) {
    return new TableOptimize(table, Optional.of(newCondition), targetBytes);
  }

  /** Makes files of about this size; otherwise as the table's property says, or 128 MiB. */
  public TableOptimize targetSize(long bytes) {
    return new TableOptimize(table, condition, OptionalLong.of(bytes));
  }

  /** What would be done, in lines for people. Nothing is changed. */
  public List<String> dryRun() {
    Compactions compactions = table.refresh().compactions();
    return plan(compactions).lines();
  }

  /**
   * Rewrites the files of the newest version, as one new version; the rows stay the same.
   *
   * @throws ConflictException if what another writer committed meanwhile stands against all of it
   */
  public OptimizeResult execute() {
    Compactions compactions = table.refresh().compactions();
    OptimizeResult result = compactions.run(plan(compactions));
    table.refresh();
    return result;
  }

  private OptimizePlan plan(Compactions compactions) {
    return compactions.plan(condition.map(compactions::condition), targetBytes);
  }
}
