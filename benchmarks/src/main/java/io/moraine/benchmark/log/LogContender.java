package io.moraine.benchmark.log;

import java.io.IOException;

/** A library that reads a table's log. */
interface LogContender extends AutoCloseable {
  /** Loads the newest snapshot, with nothing kept from before. */
  void load();

  /** How many files may have a row with this value in {@code c0}, as the loaded snapshot tells. */
  long plan(long wanted) throws IOException;

  /** Brings the loaded snapshot up to date, in the best way the library has. */
  void refresh();

  @Override
  void close();
}
