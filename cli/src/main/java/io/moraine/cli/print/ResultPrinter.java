package io.moraine.cli.print;

import io.moraine.core.batch.BatchReader;

/** Prints rows. */
@FunctionalInterface
public interface ResultPrinter {
  /** Prints all rows of {@code rows}, which stays open, and returns how many there were. */
  long print(BatchReader rows);
}
