package io.moraine.engine.exec.aggregate;

/** Which end of an order is looked for. */
enum Extreme {
  LEAST,
  GREATEST;

  /** Whether a value that compares as {@code order} to the best so far is better. */
  boolean better(int order) {
    return this == LEAST ? order < 0 : order > 0;
  }
}
