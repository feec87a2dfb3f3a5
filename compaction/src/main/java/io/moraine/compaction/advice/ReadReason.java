package io.moraine.compaction.advice;

import io.moraine.log.action.AddFile;
import java.util.Objects;

/**
 * Whether a predicate reads a file, and why.
 *
 * @param file the file
 * @param kind why, in a word; it tells whether the file is read
 * @param because why, by the parts of the predicate and what the log tells of their columns
 */
public record ReadReason(AddFile file, Kind kind, String because) {

  /** Why a file is left out or read. */
  public enum Kind {
    /** Left out: its partition does not fit. */
    PARTITION_VALUE,
    /** Left out: no value between the bounds of a column fits. */
    BOUNDS,
    /** Left out: all values of a column are null, or none is. */
    NULL_COUNT,
    /** Left out: it has no rows. */
    NO_ROWS,
    /** Left out: the predicate is never true. */
    NEVER_TRUE,
    /** Read: what would leave it out needs statistics that the log does not have. */
    NO_STATISTICS,
    /** Read: what the log tells allows for rows that fit, and for rows that do not. */
    MAY_MATCH,
    /** Read: every row fits. */
    ALL_MATCH;

    /** Whether the file is read. */
    public boolean isRead() {
      return switch (this) {
        case PARTITION_VALUE, BOUNDS, NULL_COUNT, NO_ROWS, NEVER_TRUE -> false;
        case NO_STATISTICS, MAY_MATCH, ALL_MATCH -> true;
      };
    }
  }

  public ReadReason {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(because, "because");
  }
}
