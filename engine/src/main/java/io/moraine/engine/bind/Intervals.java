package io.moraine.engine.bind;

import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.engine.sql.syntax.BinaryOperator;
import io.moraine.engine.sql.syntax.Literal.IntervalLiteral;
import io.moraine.engine.sql.syntax.Literal.IntervalPart;
import io.moraine.engine.sql.syntax.Literal.NumberLiteral;
import io.moraine.engine.sql.syntax.Literal.StringLiteral;
import io.moraine.engine.sql.syntax.Operation.Binary;
import io.moraine.engine.sql.syntax.SqlExpression;

/** Dates and times moved by {@code INTERVAL n UNIT}, as calls of {@code timestampadd}. */
final class Intervals {
  private Intervals() {}

  /** Whether {@code binary} adds or takes away a written-out interval. */
  static boolean involved(Binary binary) {
    boolean moves =
        binary.operator() == BinaryOperator.ADD || binary.operator() == BinaryOperator.SUBTRACT;
    return moves
        && (binary.right() instanceof IntervalLiteral
            || (binary.left() instanceof IntervalLiteral
                && binary.operator() == BinaryOperator.ADD));
  }

  /** The date or time moved by each part of the interval. */
  static Expression bind(ExpressionBinder binder, Binary binary) {
    boolean leftIsInterval = binary.left() instanceof IntervalLiteral;
    SqlExpression base = leftIsInterval ? binary.right() : binary.left();
    IntervalLiteral interval =
        (IntervalLiteral) (leftIsInterval ? binary.left() : binary.right());
    Expression moved = binder.bind(base);
    for (IntervalPart part : interval.parts()) {
      int amount = amount(binder, interval, part);
      String unit =
          part.unit()
              .orElseThrow(
                  () ->
                      binder.context().unsupported(interval, "An INTERVAL without a unit after it"));
      moved =
          binder.call(
              binary,
              "timestampadd",
              Literal.of(unit),
              Literal.of(binary.operator() == BinaryOperator.ADD ? amount : -amount),
              moved);
    }
    return moved;
  }

  private static int amount(ExpressionBinder binder, IntervalLiteral interval, IntervalPart part) {
    String digits =
        part.value() instanceof StringLiteral text
            ? text.value().strip()
            : ((NumberLiteral) part.value()).digits();
    if (part.toUnit().isPresent()) {
      throw binder.context().unsupported(interval, "An INTERVAL from one unit TO another");
    }
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException e) {
      throw binder
          .context()
          .error(interval, "An INTERVAL needs a whole number, found '%s'".formatted(digits));
    }
  }
}
