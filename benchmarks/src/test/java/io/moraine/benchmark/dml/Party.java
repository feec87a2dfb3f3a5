package io.moraine.benchmark.dml;

import java.nio.file.Path;

/** One of those that are compared. */
interface Party extends AutoCloseable {
  /** Its name, for people. */
  String name();

  /** Makes its table, at {@code table}, of the rows in a Parquet file. */
  void load(Path table, Path source, Vectors vectors);

  /** Does {@code change} to its table, as the {@code run}th time. */
  void change(Change change, Path table, Path source, int run);

  /** Figures by which two tables are compared. */
  String check(Path table);

  @Override
  void close();

  /** Whether rows are marked, or files written anew. */
  enum Vectors {
    /** Rows are marked. */
    ON,
    /** Files are written anew. */
    OFF
  }
}
