package io.moraine.log.stats;

import io.moraine.core.stats.ColumnStatistics;

/** What is known of one column, or field within one, of many files. Not changed once it is made. */
final class LeafStatistics {
  final BoundColumn min;
  final BoundColumn max;

  /** −1 where it is not known. */
  final long[] nullCount;

  LeafStatistics(BoundColumn min, BoundColumn max, long[] nullCount) {
    this.min = min;
    this.max = max;
    this.nullCount = nullCount;
  }

  ColumnStatistics of(int file) {
    return new ColumnStatistics(min.value(file), max.value(file), nullCount[file]);
  }
}
