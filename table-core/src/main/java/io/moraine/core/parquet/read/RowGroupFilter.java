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

  /**
   * Skips row groups in which no row satisfies the pruner's predicate over the requested schema.
   */
  static RowGroupFilter of(Pruner pruner) {
    return group -> pruner.decide(group) != Outcome.NONE;
  }
}
