package io.moraine.engine.physical;

import io.moraine.core.eval.ValueTest;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.expr.Operators;
import java.util.List;

/**
 * Which rows a plan still wants, by the values of one column, found out while it runs: those that
 * the other side of a join has. Null is never one of them.
 *
 * @param column the ordinal of the column among those of the plan that the filter is for
 * @param values all values that are wanted, if they are few; else the smallest and the greatest
 * @param exact whether {@code values} are all
 * @param test the same for rows
 */
public record RuntimeFilter(int column, List<Object> values, boolean exact, ValueTest test) {
  public RuntimeFilter {
    values = List.copyOf(values);
    if (values.isEmpty()) {
      throw new IllegalArgumentException("A runtime filter needs a value at least");
    }
  }

  /** The same filter for another column that has the same values. */
  public RuntimeFilter of(int otherColumn) {
    return new RuntimeFilter(otherColumn, values, exact, test);
  }

  /** What is true of {@code reference}, the column, in all rows that are wanted. */
  public Expression condition(ColumnReference reference) {
    List<Expression> literals =
        values.stream().<Expression>map(v -> new Literal(reference.type(), v)).toList();
    if (exact) {
      return Operators.in(reference, literals);
    }
    return Operators.and(
        Operators.compare(Operators.GE, reference, literals.get(0)),
        Operators.compare(Operators.LE, reference, literals.get(literals.size() - 1)));
  }
}
