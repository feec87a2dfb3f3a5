package io.moraine.core.expr;

import io.moraine.core.type.DataType;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A function or operator applied to arguments that already have the types it wants.
 *
 * @param function the function's name in lower case; operators have names too, see {@link
 *     Operators}
 * @param arguments in order
 * @param type the result's type, as the function's registry entry resolved it
 * @param nullable whether the result may be null
 */
public record Call(String function, List<Expression> arguments, DataType type, boolean nullable)
    implements Expression {
  public Call {
    Objects.requireNonNull(type, "type");
    function = function.toLowerCase(Locale.ROOT);
    arguments = List.copyOf(arguments);
  }

  /** Whether it calls {@code name}. */
  public boolean is(String name) {
    return function.equals(name);
  }

  /** Argument {@code ordinal}, from 0. */
  public Expression argument(int ordinal) {
    return arguments.get(ordinal);
  }

  @Override
  public List<Expression> children() {
    return arguments;
  }

  @Override
  public Expression withChildren(List<Expression> children) {
    return new Call(function, children, type, nullable);
  }

  @Override
  public String toString() {
    return Operators.text(this)
        .orElseGet(
            () ->
                arguments.stream()
                    .map(Expression::toString)
                    .collect(Collectors.joining(", ", function + "(", ")")));
  }
}
