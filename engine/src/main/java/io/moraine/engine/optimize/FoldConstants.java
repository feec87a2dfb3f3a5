package io.moraine.engine.optimize;

import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.function.ConstantFolder;
import io.moraine.engine.plan.LogicalPlan;

/** Computes what needs no row, and drops filters that are always true. */
final class FoldConstants {
  private FoldConstants() {}

  static LogicalPlan apply(LogicalPlan plan) {
    return Plans.bottomUp(plan, FoldConstants::fold);
  }

  private static LogicalPlan fold(LogicalPlan plan) {
    LogicalPlan folded = plan.mapExpressions(FoldConstants::fold);
    return folded instanceof LogicalPlan.Filter filter && filter.condition().equals(Literal.TRUE)
        ? filter.input()
        : folded;
  }

  private static Expression fold(Expression expression) {
    return ConstantFolder.fold(expression);
  }
}
