package io.moraine.log.stats;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the log tells of many files, as columns. Safe for use by many threads. */
public interface FileColumns {
  /** How many files. */
  int size();

  /** The path of {@code file} as the log has it. */
  String path(int file);

  /** How many distinct partitions there are, at most. */
  int partitionCount();

  /** The partition of {@code file}, from 0. */
  int partition(int file);

  /** The partition's values by physical column name. */
  Map<String, @Nullable String> partitionValues(int partition);

  /** All files' statistics of some columns; may read them. */
  StatisticsTable statistics(FileStatistics.Columns columns);
}
