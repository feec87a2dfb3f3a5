package io.moraine.core.parquet.write;

import java.nio.ByteBuffer;

/**
 * The least and the greatest of some values, in the order that Parquet gives the type. Nulls are
 * not among them.
 */
abstract sealed class Bounds permits FixedBounds, DecimalBounds, BytesBounds {
  /** One end as a file's statistics give it; {@code exact} if some value is just that. */
  record Encoded(ByteBuffer bytes, boolean exact) {}

  /** An empty set of values of the same type. */
  abstract Bounds fresh();

  /** Forgets all values. */
  abstract void clear();

  /** Whether there was no value at all. */
  abstract boolean isEmpty();

  /** Whether a file may tell the bounds: there were values, and no NaN among them. */
  abstract boolean isTellable();

  /** Adds another's values; it is of the same class. */
  abstract void merge(Bounds other);

  /** How this least value compares to another's; both have values. */
  abstract int compareLeast(Bounds other);

  /** How this greatest value compares to another's; both have values. */
  abstract int compareGreatest(Bounds other);

  /** A lower bound of at most {@code limit} bytes. */
  abstract Encoded lower(int limit);

  /** An upper bound, of at most {@code limit} bytes if there is such a one. */
  abstract Encoded upper(int limit);

  /** The least value as an object of the type, null if there is none. */
  abstract Object least();

  /** The greatest value as an object of the type, null if there is none. */
  abstract Object greatest();
}
