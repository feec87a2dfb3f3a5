package io.moraine.engine.optimize;

import io.moraine.core.eval.ConstantFolder;
import io.moraine.core.expr.Literal;
import io.moraine.core.function.EvaluationContext;
import io.moraine.engine.plan.LogicalPlan;

/** Computes what needs no row, and drops filters that are always true. */
final class FoldConstants {
  private FoldConstants() {}

  static LogicalPlan apply(LogicalPlan plan, EvaluationContext context) {
    return Plans.bottomUp(plan, node -> fold(node, context));
  }

  private static LogicalPlan fold(LogicalPlan plan, EvaluationContext context) {
    LogicalPlan folded = plan.mapExpressions(e -> ConstantFolder.fold(e, context));
    return folded instanceof LogicalPlan.Filter filter && filter.condition().equals(Literal.TRUE)
        ? filter.input()
        : folded;
  }
}
