package io.moraine.core.prune;

/** How many of a set of rows can satisfy a predicate. */
public enum Outcome {
  /** None does. */
  NONE,
  /** Some may: not known. */
  SOME,
  /** Every one does. */
  ALL
}
