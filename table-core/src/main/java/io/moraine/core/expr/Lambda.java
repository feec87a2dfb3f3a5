package io.moraine.core.expr;

import io.moraine.core.type.DataType;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A function of elements, as an argument of a call that applies it to each of them. Its body may
 * also name columns of the row.
 */
public record Lambda(List<LambdaVariable> parameters, Expression body) implements Expression {
  public Lambda {
    parameters = List.copyOf(parameters);
    Objects.requireNonNull(body, "body");
  }

  @Override
  public DataType type() {
    return body.type();
  }

  @Override
  public boolean nullable() {
    return body.nullable();
  }

  @Override
  public List<Expression> children() {
    return List.of(body);
  }

  @Override
  public Expression withChildren(List<Expression> children) {
    return new Lambda(parameters, children.get(0));
  }

  @Override
  public String toString() {
    return "%s -> %s"
        .formatted(
            parameters.stream()
                .map(LambdaVariable::name)
                .collect(Collectors.joining(", ", "(", ")")),
            body);
  }
}
