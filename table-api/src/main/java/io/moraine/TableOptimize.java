package io.moraine;

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

  /** Makes files of about this size. */
  public TableOptimize targetSize(long bytes) {
    return new TableOptimize(table, condition, OptionalLong.of(bytes));
  }

  /** Rewrites the files, as one new version; the rows stay the same. */
  public OptimizeResult execute() {
    throw new io.moraine.core.error.UnsupportedFeatureException("OPTIMIZE of " + table.location());
  }
}
