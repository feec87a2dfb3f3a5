package io.moraine.core.parquet.write;

/**
 * Physical types of up to 64 bits. While values are on their way each is a {@code long}: an integer
 * by value, a floating-point number by its bits.
 */
enum FixedLayout {
  BOOLEAN,
  INT32,
  INT64,
  FLOAT,
  DOUBLE;

  /** The width of a value; 0 for booleans, which are packed eight a byte. */
  int bytes() {
    return switch (this) {
      case BOOLEAN -> 0;
      case INT32, FLOAT -> Integer.BYTES;
      case INT64, DOUBLE -> Long.BYTES;
    };
  }

  boolean isFloating() {
    return this == FLOAT || this == DOUBLE;
  }
}
