package io.moraine.core.parquet.read;

import io.moraine.core.prune.StatisticsSource;
import io.moraine.core.stats.ColumnStatistics;

/**
 * What a file says of one row group, or of some rows of it, in terms of the requested schema.
 *
 * <p>Of a column that the file lacks it is that all rows are null; of lists, maps and their parts
 * nothing is known.
 */
public interface RowGroupStatistics extends StatisticsSource {
  /** Which row group of the file it is, from 0. */
  int ordinal();

  /** {@link ColumnStatistics#UNKNOWN} where the file says nothing. */
  @Override
  ColumnStatistics column(int ordinal);
}
