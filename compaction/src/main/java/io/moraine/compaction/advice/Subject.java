package io.moraine.compaction.advice;

/** What advice is about. */
public enum Subject {
  /** Files that could be joined. */
  SMALL_FILES,
  /** Some files are much larger than others. */
  SIZE_SKEW,
  /** Partitions with little in them. */
  MANY_PARTITIONS,
  /** Rows that are deleted, but still in their files. */
  DELETED_ROWS,
  /** Rows of a clustered table that are not in its order. */
  UNCLUSTERED_ROWS,
  /** Files of which the log tells nothing. */
  NO_STATISTICS,
  /** Columns of which the log tells nothing. */
  NO_BOUNDS,
  /** Commits that each reader has to read. */
  LONG_LOG,
  /** Files that left the table longer ago than they have to stay. */
  TOMBSTONES,
  /** Files or versions that go sooner than readers are done. */
  SHORT_RETENTION,
  /** What other engines refuse. */
  OTHER_ENGINES
}
