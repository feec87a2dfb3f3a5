package io.moraine.engine.bind;

import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.engine.plan.LogicalPlan;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Changes made to expressions throughout a tree. */
final class PlanRewrites {
  private PlanRewrites() {}

  /** {@code plan} with {@code change} made to every expression in it. */
  static LogicalPlan mapAllExpressions(LogicalPlan plan, UnaryOperator<Expression> change) {
    List<LogicalPlan> inputs =
        plan.inputs().stream().map(input -> mapAllExpressions(input, change)).toList();
    return plan.withInputs(inputs).mapExpressions(change);
  }

  /**
   * {@code expression} with parts that are keys of {@code replacements} replaced, topmost first.
   */
  static Expression replace(
      Expression expression, Map<Expression, ? extends Expression> replacements) {
    Expression replacement = replacements.get(expression);
    if (replacement != null) {
      return replacement;
    }
    if (expression.children().isEmpty()) {
      return expression;
    }
    return expression.withChildren(
        expression.children().stream().map(child -> replace(child, replacements)).toList());
  }

  /** Calls {@code visitor} for each column that {@code expression} names. */
  static void forEachColumn(
      Expression expression, java.util.function.Consumer<ColumnReference> visitor) {
    if (expression instanceof ColumnReference column) {
      visitor.accept(column);
    }
    expression.children().forEach(child -> forEachColumn(child, visitor));
  }
}
