package io.moraine.engine.bind;

import io.moraine.engine.sql.syntax.Literal.NumberKind;
import io.moraine.engine.sql.syntax.Literal.NumberLiteral;
import io.moraine.engine.sql.syntax.SqlExpression;
import java.util.Optional;

/** Columns named by their place: {@code ORDER BY 2}. */
final class Ordinals {
  private Ordinals() {}

  /** The place, from 0, that a bare whole number of GROUP BY or ORDER BY means. */
  static Optional<Integer> of(
      BindContext context, SqlExpression expression, int columns, String clause) {
    if (!(expression instanceof NumberLiteral number) || number.kind() != NumberKind.INTEGER) {
      return Optional.empty();
    }
    int place;
    try {
      place = Integer.parseInt(number.digits());
    } catch (NumberFormatException e) {
      place = 0;
    }
    if (place < 1 || place > columns) {
      throw context.error(
          expression,
          "%s %s is no place among the %d columns of SELECT"
              .formatted(clause, number.digits(), columns));
    }
    return Optional.of(place - 1);
  }
}
