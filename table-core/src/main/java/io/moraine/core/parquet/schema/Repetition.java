package io.moraine.core.parquet.schema;

/** How often a node occurs in its parent; in the order of the format's numbers. */
public enum Repetition {
  /** Once. */
  REQUIRED,
  /** Once or not at all. */
  OPTIONAL,
  /** Any number of times. */
  REPEATED
}
