package io.moraine.core.parquet.read;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.parquet.decode.MalformedPage;
import io.moraine.core.type.DataType;

/**
 * How a column's values, as the file stores them, become those of the requested type.
 *
 * @param rawType the type of the vectors that values are decoded into
 * @param step what is left to do to such a vector
 */
record Conversion(DataType rawType, Step step) {
  /** Turns a vector into another of the same rows. */
  @FunctionalInterface
  interface Step {
    /** Throws {@link MalformedPage} if a value does not fit the type. */
    ColumnVector apply(ColumnVector raw);
  }

  /** Values are decoded as they are wanted. */
  static Conversion none(DataType type) {
    return new Conversion(type, raw -> raw);
  }

  ColumnVector apply(ColumnVector raw) {
    return step.apply(raw);
  }
}
