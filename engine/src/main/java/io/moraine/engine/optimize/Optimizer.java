package io.moraine.engine.optimize;

import io.moraine.core.function.EvaluationContext;
import io.moraine.engine.plan.ColumnIds;
import io.moraine.engine.plan.LogicalPlan;

/** Runs the rules. */
public final class Optimizer {
  private Optimizer() {}

  /**
   * An equal plan that costs less.
   *
   * @param ids of the statement that the plan belongs to
   * @param context the statement's time and zone
   * @throws io.moraine.core.error.UnsupportedFeatureException if strings are compared by a
   *     collation
   */
  public static LogicalPlan optimize(LogicalPlan plan, ColumnIds ids, EvaluationContext context) {
    CollatedColumns.requirePassedOn(plan);
    LogicalPlan folded = CharColumns.pad(FoldConstants.apply(plan, context), ids);
    // No operator runs once per outer row: after this, inputs of joins are independent.
    LogicalPlan unnested = new UnnestSubqueries(ids).apply(folded);
    LogicalPlan semi = SingleJoins.apply(MarksToSemiJoins.apply(unnested));
    LogicalPlan pushed = PushDownFilters.apply(Disjunctions.factor(semi));
    // Filters must have settled on the joins and scans for the order to see them.
    LogicalPlan ordered = OrderJoins.apply(PushSemiJoins.apply(pushed));
    LogicalPlan pruned = PruneColumns.apply(PushDownFilters.apply(ordered));
    return AnswerByStatistics.apply(pruned);
  }
}
