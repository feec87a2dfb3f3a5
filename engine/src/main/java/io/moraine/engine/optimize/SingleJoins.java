package io.moraine.engine.optimize;

import io.moraine.core.expr.Call;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Operators;
import io.moraine.engine.physical.JoinKind;
import io.moraine.engine.plan.LogicalPlan;
import java.util.HashSet;
import java.util.Set;

/**
 * A scalar subquery that is grouped by just what it is looked up by has one row at most for each
 * outer row: nobody needs to watch for a second one, and the join is an outer one like others.
 */
final class SingleJoins {
  private SingleJoins() {}

  static LogicalPlan apply(LogicalPlan plan) {
    return Plans.bottomUp(
        plan, node -> node instanceof LogicalPlan.Join join && isOuter(join) ? outer(join) : node);
  }

  private static LogicalPlan outer(LogicalPlan.Join join) {
    return LogicalPlan.Join.of(JoinKind.LEFT, join.left(), join.right(), join.condition());
  }

  private static boolean isOuter(LogicalPlan.Join join) {
    if (join.kind() != JoinKind.SINGLE || join.dependent()) {
      return false;
    }
    LogicalPlan right = join.right();
    while (right instanceof LogicalPlan.Project || right instanceof LogicalPlan.Filter) {
      right = right.inputs().get(0);
    }
    if (!(right instanceof LogicalPlan.Aggregate aggregate) || aggregate.groups().isEmpty()) {
      return false;
    }
    Set<Integer> open = new HashSet<>();
    aggregate.groups().forEach(group -> open.add(group.output().id()));
    Set<Integer> left = Plans.ids(join.left());
    for (Expression conjunct : Operators.conjuncts(join.condition())) {
      if (conjunct instanceof Call call && call.is(Operators.EQ)) {
        close(open, left, call.argument(0), call.argument(1));
        close(open, left, call.argument(1), call.argument(0));
      }
    }
    return open.isEmpty();
  }

  private static void close(
      Set<Integer> open, Set<Integer> left, Expression group, Expression value) {
    if (group instanceof ColumnReference column && Plans.within(value, left)) {
      open.remove(column.id());
    }
  }
}
