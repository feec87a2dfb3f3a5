package io.moraine.engine.catalog;

import io.moraine.core.stats.ColumnStatistics;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.engine.physical.ScanSource;
import java.util.Optional;
import java.util.OptionalLong;

/** Something with rows, in the state in which a statement sees it. Compared by identity. */
public interface CatalogTable {
  /** How people know it: a name or a path. */
  String name();

  /** Its columns. */
  StructType schema();

  /**
   * A column that queries may name but {@code *} leaves out, if there is one. In a {@link
   * ScanRequest} it has the ordinal after those of the others.
   */
  default Optional<StructField> metadata() {
    return Optional.empty();
  }

  /** About how many rows it has, if that is known without reading them. */
  OptionalLong rowCount();

  /**
   * About what column {@code ordinal} holds, for guesses: bounds may be cut, and of a part of the
   * rows. Not for the column of {@link #metadata()}.
   */
  default ColumnStatistics about(int ordinal) {
    return ColumnStatistics.UNKNOWN;
  }

  /** What is known exactly of all of its rows, if how many they are is. */
  default Optional<ExactStatistics> exactly() {
    return Optional.empty();
  }

  /** The same table, for a plan that reads it a second time by the side. */
  default CatalogTable again() {
    return this;
  }

  /** Whether its rows can be read by one run of a statement only. */
  default boolean isReadOnce() {
    return false;
  }

  /**
   * Equal for tables whose scans give the same rows each time; of its own unless said otherwise.
   */
  default Object identity() {
    return this;
  }

  /** What a plan reads when it runs. */
  ScanSource scan(ScanRequest request);
}
