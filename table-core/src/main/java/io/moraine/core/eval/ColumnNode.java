package io.moraine.core.eval;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.expr.ColumnReference;

/** A column as it is. */
final class ColumnNode extends Node {
  private final ColumnReference reference;

  ColumnNode(ColumnReference reference) {
    super(true);
    this.reference = reference;
  }

  @Override
  ColumnVector evaluate(Rows rows) {
    return rows.column(reference.id());
  }
}
