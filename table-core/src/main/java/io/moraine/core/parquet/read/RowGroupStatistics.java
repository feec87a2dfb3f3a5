package io.moraine.core.parquet.read;

import io.moraine.core.stats.ColumnStatistics;

/** What a file says of one row group, in terms of the requested schema. */
public interface RowGroupStatistics {
  /** Which row group of the file it is, from 0. */
  int ordinal();

  /** How many rows it has. */
  long rowCount();

  /**
   * Bounds and null count of a requested column, or of a field within structs.
   *
   * @param path the ordinal of the column in the requested schema, then of the field in each struct
   * @return {@link ColumnStatistics#UNKNOWN} where the file says nothing; of a column that the file
   *     lacks, that all its rows are null
   */
  ColumnStatistics column(int... path);
}
