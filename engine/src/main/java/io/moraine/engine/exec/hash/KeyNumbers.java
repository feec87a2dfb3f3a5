package io.moraine.engine.exec.hash;

import io.moraine.core.batch.ColumnVector;

/** Tells the numbers of keys that are there. For one thread. */
@FunctionalInterface
public interface KeyNumbers {
  /** Writes the numbers of the keys of {@code rows} rows to {@code numbers}, −1 for none. */
  void find(ColumnVector[] keys, int rows, int[] numbers);
}
