package io.moraine.engine.catalog;

import io.moraine.core.stats.ColumnStatistics;
import java.util.Optional;

/**
 * What is known of all of a table's rows without reading them, exactly.
 *
 * @see CatalogTable#exactly()
 */
public interface ExactStatistics {
  /** How many rows there are. */
  long rows();

  /**
   * The smallest and greatest value of column {@code ordinal}, null if it has none, and how many of
   * its rows are null; empty if that is not known, or not exactly.
   */
  Optional<ColumnStatistics> column(int ordinal);
}
