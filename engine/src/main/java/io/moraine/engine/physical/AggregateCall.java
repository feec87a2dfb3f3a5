package io.moraine.engine.physical;

import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.type.DataType;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * An aggregate function over expressions of the child's output.
 *
 * @param function what is computed
 * @param arguments as many as the function takes; none for {@code count(*)}
 * @param distinct whether equal arguments count once
 * @param filter only rows for which it is true count; {@link Literal#TRUE} for all
 */
public record AggregateCall(
    AggregateFunction function, List<Expression> arguments, boolean distinct, Expression filter) {
  public AggregateCall {
    Objects.requireNonNull(function, "function");
    arguments = List.copyOf(arguments);
    PlanText.requireBoolean(filter);
    function.resultType(arguments.stream().map(Expression::type).toList());
    if (distinct && arguments.isEmpty()) {
      throw new IllegalArgumentException("DISTINCT needs an argument");
    }
  }

  /** A call over all rows. */
  public static AggregateCall of(AggregateFunction function, Expression... arguments) {
    return new AggregateCall(function, List.of(arguments), false, Literal.TRUE);
  }

  /** The same call with {@code change} made to its arguments and its filter. */
  public AggregateCall map(UnaryOperator<Expression> change) {
    return new AggregateCall(
        function, arguments.stream().map(change).toList(), distinct, change.apply(filter));
  }

  /** The result's type. */
  public DataType type() {
    return function.resultType(arguments.stream().map(Expression::type).toList());
  }

  /** Whether the result may be null. */
  public boolean nullable() {
    return switch (function) {
      case COUNT, APPROX_COUNT_DISTINCT, COLLECT_LIST, COLLECT_SET -> false;
      default -> true;
    };
  }

  @Override
  public String toString() {
    return "%s(%s%s)%s"
        .formatted(
            function.sqlName(),
            distinct ? "DISTINCT " : "",
            arguments.isEmpty() ? "*" : PlanText.join(arguments),
            filter.equals(Literal.TRUE) ? "" : " FILTER (WHERE %s)".formatted(filter));
  }
}
