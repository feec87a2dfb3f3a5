package io.moraine.core.parquet.schema;

import java.util.List;

/** How often a node occurs in its parent; in the order of the format's numbers. */
public enum Repetition {
  /** Once. */
  REQUIRED,
  /** Once or not at all. */
  OPTIONAL,
  /** Any number of times. */
  REPEATED;

  /** The repetitions by the format's numbers. */
  public static final List<Repetition> BY_NUMBER = List.of(values());
}
