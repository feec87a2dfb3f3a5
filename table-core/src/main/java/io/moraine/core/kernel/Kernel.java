package io.moraine.core.kernel;

import io.moraine.core.batch.ColumnVector;

/** Computes a vector from vectors of as many rows. Safe for use by several threads at once. */
@FunctionalInterface
public interface Kernel {
  /**
   * The result for rows {@code 0} to {@code rowCount}; {@code arguments} are flat and have that
   * many rows. What arguments hold for null rows must never raise an error.
   *
   * @throws io.moraine.core.error.InvalidInputException if a row has no result
   */
  ColumnVector apply(ColumnVector[] arguments, int rowCount);
}
