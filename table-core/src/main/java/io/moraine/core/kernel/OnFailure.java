package io.moraine.core.kernel;

/** What a row that has no result (overflow, division by zero) becomes. */
public enum OnFailure {
  /** The whole computation fails. */
  ERROR,
  /** The row is null, as the {@code try_} functions give. */
  NULL
}
