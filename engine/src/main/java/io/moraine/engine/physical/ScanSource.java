package io.moraine.engine.physical;

import io.moraine.core.type.StructType;
import java.util.List;
import java.util.OptionalLong;

/**
 * Something that rows are read from: a table's snapshot, files, values in memory.
 *
 * <p>Columns, filters and limits that a source can apply by itself are applied when the source is
 * made; a plan only sees what is left to read. Safe for use by several threads at once.
 */
public interface ScanSource {
  /** What it is, for people: {@code delta.`/lake/orders` version 3}. */
  String name();

  /** The columns it gives. */
  StructType schema();

  /**
   * The parts to read, in the order of the rows; each is opened at most once per call. May do I/O.
   */
  List<ScanSplit> splits();

  /**
   * This source for a plan that turns out to want only rows that satisfy all of {@code filters}:
   * what it gives may lack others. To be called at most once.
   */
  default ScanSource narrowed(List<RuntimeFilter> filters) {
    return this;
  }

  /** About how many rows it gives, if it knows. */
  OptionalLong estimatedRows();
}
