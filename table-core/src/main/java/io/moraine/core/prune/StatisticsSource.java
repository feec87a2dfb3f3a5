package io.moraine.core.prune;

import io.moraine.core.stats.ColumnStatistics;
import java.util.List;

/** What is known of a set of rows: a file, a row group, a page. */
public interface StatisticsSource {
  /** How many rows, −1 if unknown. */
  long rowCount();

  /**
   * What is known of column {@code ordinal} of the schema that the pruner was compiled for. A
   * partition column has its value as both bounds and 0 nulls, or {@link #rowCount} nulls.
   */
  ColumnStatistics column(int ordinal);

  /**
   * What is known of a field within structs: {@code path} are ordinals below column {@code
   * ordinal}. Null where a struct on the way is.
   */
  default ColumnStatistics field(int ordinal, List<Integer> path) {
    return ColumnStatistics.UNKNOWN;
  }
}
