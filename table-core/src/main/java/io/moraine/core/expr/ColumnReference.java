package io.moraine.core.expr;

import io.moraine.core.type.DataType;
import java.util.List;
import java.util.Objects;

/**
 * A column's value.
 *
 * @param id which column: its ordinal in the batch or schema where an expression is computed or
 *     pruned by; in a logical plan, an id that is unique within the plan
 * @param name the column's name, for people
 * @param type its type
 * @param nullable whether it may be null
 */
public record ColumnReference(int id, String name, DataType type, boolean nullable)
    implements Expression {
  public ColumnReference {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(type, "type");
  }

  @Override
  public List<Expression> children() {
    return List.of();
  }

  @Override
  public Expression withChildren(List<Expression> children) {
    return this;
  }

  @Override
  public String toString() {
    return name;
  }
}
