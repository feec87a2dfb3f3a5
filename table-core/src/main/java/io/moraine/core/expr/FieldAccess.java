package io.moraine.core.expr;

import io.moraine.core.type.DataType;
import io.moraine.core.type.StructType;
import java.util.List;

/**
 * A field of a struct; null where the struct is null.
 *
 * @param struct an expression of a struct type
 * @param ordinal which field, from 0
 */
public record FieldAccess(Expression struct, int ordinal) implements Expression {
  public FieldAccess {
    if (!(struct.type() instanceof StructType type) || ordinal < 0 || ordinal >= type.size()) {
      throw new IllegalArgumentException("No field %d in %s".formatted(ordinal, struct.type()));
    }
  }

  /** The field's name. */
  public String name() {
    return ((StructType) struct.type()).field(ordinal).name();
  }

  @Override
  public DataType type() {
    return ((StructType) struct.type()).field(ordinal).type();
  }

  @Override
  public boolean nullable() {
    return struct.nullable() || ((StructType) struct.type()).field(ordinal).nullable();
  }

  @Override
  public List<Expression> children() {
    return List.of(struct);
  }

  @Override
  public Expression withChildren(List<Expression> children) {
    return new FieldAccess(children.get(0), ordinal);
  }

  @Override
  public String toString() {
    return struct + "." + name();
  }
}
