package io.moraine.engine.plan;

import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import java.util.function.UnaryOperator;

/** An expression and the column that its values become. */
public record NamedExpression(ColumnReference output, Expression expression) {

  /** A column passed on as it is. */
  public static NamedExpression of(ColumnReference column) {
    return new NamedExpression(column, column);
  }

  /** Whether it only passes on a column under its own id. */
  public boolean isIdentity() {
    return expression instanceof ColumnReference column && column.id() == output.id();
  }

  NamedExpression map(UnaryOperator<Expression> change) {
    return new NamedExpression(output, change.apply(expression));
  }

  @Override
  public String toString() {
    return isIdentity() ? output.name() : expression + " AS " + output.name();
  }
}
