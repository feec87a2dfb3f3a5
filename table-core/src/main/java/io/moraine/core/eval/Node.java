package io.moraine.core.eval;

import io.moraine.core.batch.ColumnVector;

/** A compiled expression. */
abstract class Node {
  private final boolean infallible;

  Node(boolean infallible) {
    this.infallible = infallible;
  }

  /** Whether it raises no error for any row. */
  final boolean isInfallible() {
    return infallible;
  }

  /** The result for each of {@code rows}. */
  abstract ColumnVector evaluate(Rows rows);
}
