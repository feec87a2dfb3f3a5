package io.moraine.core.expr;

import io.moraine.core.type.DataType;
import java.util.List;
import java.util.Objects;

/**
 * A value turned into another type.
 *
 * @param operand what is cast
 * @param type the type to cast to
 * @param onError what a value that cannot be cast becomes
 */
public record Cast(Expression operand, DataType type, OnError onError) implements Expression {
  /** What happens to a value that the type cannot hold. */
  public enum OnError {
    /** The query fails, as ANSI SQL demands. */
    FAIL,
    /** The result is null, as {@code TRY_CAST} gives. */
    NULL
  }

  public Cast {
    Objects.requireNonNull(operand, "operand");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(onError, "onError");
  }

  @Override
  public boolean nullable() {
    return onError == OnError.NULL || operand.nullable();
  }

  @Override
  public List<Expression> children() {
    return List.of(operand);
  }

  @Override
  public Expression withChildren(List<Expression> children) {
    return new Cast(children.get(0), type, onError);
  }

  @Override
  public String toString() {
    return "%s(%s AS %s)"
        .formatted(onError == OnError.FAIL ? "CAST" : "TRY_CAST", operand, type.sql());
  }
}
