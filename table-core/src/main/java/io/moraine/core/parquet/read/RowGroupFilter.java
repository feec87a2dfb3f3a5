package io.moraine.core.parquet.read;

import io.moraine.core.prune.Outcome;
import io.moraine.core.prune.Pruner;

/** Decides by statistics whether a row group is worth reading. */
@FunctionalInterface
public interface RowGroupFilter {
  /** Reads every row group. */
  RowGroupFilter ALL = group -> true;

  /** False only if no row of the group is wanted. */
  boolean mayHoldWanted(RowGroupStatistics group);

  /** Whether it may be asked about some rows of a group, too. */
  default boolean isOfAnyRows() {
    return false;
  }

  /**
   * Skips row groups, and pages, in which no row satisfies the pruner's predicate over the
   * requested schema.
   */
  static RowGroupFilter of(Pruner pruner) {
    return new RowGroupFilter() {
      @Override
      public boolean mayHoldWanted(RowGroupStatistics group) {
        return pruner.decide(group) != Outcome.NONE;
      }

      @Override
      public boolean isOfAnyRows() {
        return true;
      }
    };
  }
}
