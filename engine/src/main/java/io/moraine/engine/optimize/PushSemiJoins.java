package io.moraine.engine.optimize;

import io.moraine.engine.physical.JoinKind;
import io.moraine.engine.plan.LogicalPlan;
import java.util.List;
import java.util.Set;

/**
 * Moves a SEMI join that keeps few rows below inner joins, to the input that it asks about: what it
 * drops need not be joined.
 */
final class PushSemiJoins {
  /** A SEMI join that keeps more than this share of rows stays where it is. */
  private static final double FEW = 0.5;

  private final Cardinality cardinality = new Cardinality();

  private PushSemiJoins() {}

  static LogicalPlan apply(LogicalPlan plan) {
    PushSemiJoins rule = new PushSemiJoins();
    return Plans.bottomUp(
        plan, node -> node instanceof LogicalPlan.Join join ? rule.pushed(join) : node);
  }

  private LogicalPlan pushed(LogicalPlan.Join semi) {
    if (semi.kind() != JoinKind.SEMI
        || semi.dependent()
        || !(semi.left() instanceof LogicalPlan.Join inner)
        || inner.kind() != JoinKind.INNER
        || inner.dependent()) {
      return semi;
    }
    for (int side = 0; side < 2; side++) {
      LogicalPlan input = inner.inputs().get(side);
      Set<Integer> ids = Plans.ids(input);
      ids.addAll(Plans.ids(semi.right()));
      if (Plans.within(semi.condition(), ids)) {
        LogicalPlan.Join below =
            LogicalPlan.Join.of(JoinKind.SEMI, input, semi.right(), semi.condition());
        if (cardinality.rows(below) <= FEW * cardinality.rows(input)) {
          LogicalPlan lower = pushed(below);
          LogicalPlan other = inner.inputs().get(1 - side);
          return inner.withInputs(side == 0 ? List.of(lower, other) : List.of(other, lower));
        }
      }
    }
    return semi;
  }
}
