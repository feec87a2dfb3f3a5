package io.moraine.engine.bind;

import io.moraine.core.expr.Expression;
import io.moraine.core.function.Expressions;
import io.moraine.core.text.Interval;
import io.moraine.engine.sql.syntax.BinaryOperator;
import io.moraine.engine.sql.syntax.Literal.IntervalLiteral;
import io.moraine.engine.sql.syntax.Literal.IntervalPart;
import io.moraine.engine.sql.syntax.Literal.NumberLiteral;
import io.moraine.engine.sql.syntax.Literal.StringLiteral;
import io.moraine.engine.sql.syntax.Operation.Binary;
import io.moraine.engine.sql.syntax.SqlExpression;

/** Dates and times moved by a written-out interval. */
final class Intervals {
  private Intervals() {}

  /** Whether {@code binary} adds or takes away a written-out interval. */
  static boolean involved(Binary binary) {
    boolean adds = binary.operator() == BinaryOperator.ADD;
    boolean takesAway = binary.operator() == BinaryOperator.SUBTRACT;
    return (binary.right() instanceof IntervalLiteral && (adds || takesAway))
        || (binary.left() instanceof IntervalLiteral && adds);
  }

  /** The date or time moved by the interval. */
  static Expression bind(ExpressionBinder binder, Binary binary) {
    boolean leftIsInterval = binary.left() instanceof IntervalLiteral;
    SqlExpression base = leftIsInterval ? binary.right() : binary.left();
    IntervalLiteral literal = (IntervalLiteral) (leftIsInterval ? binary.left() : binary.right());
    Expression operand = binder.bind(base);
    return binder
        .context()
        .at(
            binary,
            () -> {
              Interval interval = interval(literal);
              return Expressions.plusInterval(
                  operand, binary.operator() == BinaryOperator.ADD ? interval : interval.negated());
            });
  }

  private static Interval interval(IntervalLiteral literal) {
    Interval sum = Interval.ZERO;
    for (IntervalPart part : literal.parts()) {
      sum = sum.plus(interval(part));
    }
    return sum;
  }

  private static Interval interval(IntervalPart part) {
    String text =
        part.value() instanceof StringLiteral string
            ? string.value()
            : ((NumberLiteral) part.value()).digits();
    if (part.unit().isEmpty()) {
      return Interval.parse(text);
    }
    return part.toUnit().isPresent()
        ? Interval.ofFields(text, part.unit().get(), part.toUnit().get())
        : Interval.of(text, part.unit().get());
  }
}
