package io.moraine.core.eval;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.StructVector;
import io.moraine.core.batch.Vectors;
import io.moraine.core.kernel.Validity;

/** A struct's field; null where the struct is. */
final class FieldNode extends Node {
  private final Node struct;
  private final int ordinal;

  FieldNode(Node struct, int ordinal) {
    super(struct.isInfallible());
    this.struct = struct;
    this.ordinal = ordinal;
  }

  @Override
  ColumnVector evaluate(Rows rows) {
    StructVector vector = (StructVector) struct.evaluate(rows).flat();
    ColumnVector field = vector.field(ordinal);
    return vector.mayHaveNulls()
        ? Vectors.withValidity(
            field, Validity.and(field.validity(), vector.validity(), rows.count()))
        : field;
  }
}
