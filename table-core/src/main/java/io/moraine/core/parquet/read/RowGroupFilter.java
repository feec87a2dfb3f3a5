package io.moraine.core.parquet.read;

/** Decides by statistics whether a row group is worth reading. */
@FunctionalInterface
public interface RowGroupFilter {
  /** Reads every row group. */
  RowGroupFilter ALL = group -> true;

  /** False only if no row of the group is wanted. */
  boolean mayHoldWanted(RowGroupStatistics group);
}
