package io.moraine.core.expr;

import io.moraine.core.type.DataType;
import java.util.List;
import java.util.Objects;

/**
 * A parameter of the {@link Lambda} around it.
 *
 * @param id unique among the lambdas around it
 * @param name what people call it
 */
public record LambdaVariable(int id, String name, DataType type, boolean nullable)
    implements Expression {
  public LambdaVariable {
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
