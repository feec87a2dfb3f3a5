package io.moraine.benchmark.parquet;

import java.nio.file.Path;
import java.util.List;

/** A reader of columns that is not always there, since it asks for a newer JVM. */
public interface ColumnPeer {
  /** What it is called. */
  String name();

  /**
   * The sums of flat columns: numbers as they are, decimals unscaled, dates in days, strings by
   * their lengths in bytes; with a space between one and the next.
   */
  String sums(Path file, List<String> columns) throws Exception;
}
