package io.moraine.core.eval;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.Vectors;
import io.moraine.core.expr.Literal;

/** A constant, spread out to as many rows as asked for: batches tend to be of one size. */
final class LiteralNode extends Node {
  private final Literal literal;
  private volatile ColumnVector last;

  LiteralNode(Literal literal) {
    super(true);
    this.literal = literal;
    this.last = Vectors.constant(literal.type(), literal.value(), 0).flat();
  }

  @Override
  ColumnVector evaluate(Rows rows) {
    ColumnVector vector = last;
    if (vector.size() != rows.count()) {
      vector = Vectors.constant(literal.type(), literal.value(), rows.count()).flat();
      last = vector;
    }
    return vector;
  }
}
