package io.moraine.engine.optimize;

import io.moraine.core.expr.Call;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Operators;
import io.moraine.engine.physical.JoinKind;
import io.moraine.engine.plan.LogicalPlan;
import io.moraine.engine.plan.NamedExpression;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Orders inner joins of three inputs or more, greedily: the largest input streams, and the smallest
 * that a condition connects comes next, so that no cross product is made where none is meant.
 */
final class OrderJoins {
  private OrderJoins() {}

  static LogicalPlan apply(LogicalPlan plan) {
    if (!isInner(plan)) {
      return plan.withInputs(plan.inputs().stream().map(OrderJoins::apply).toList());
    }
    List<LogicalPlan> inputs = new ArrayList<>();
    List<Expression> conditions = new ArrayList<>();
    flatten(plan, inputs, conditions);
    if (inputs.size() < 3) {
      return plan.withInputs(plan.inputs().stream().map(OrderJoins::apply).toList());
    }
    List<LogicalPlan> ordered = new ArrayList<>(inputs.stream().map(OrderJoins::apply).toList());
    LogicalPlan joined = joined(ordered, conditions);
    // The order of columns is part of what a plan gives.
    List<ColumnReference> output = plan.output();
    return new LogicalPlan.Project(joined, output.stream().map(NamedExpression::of).toList());
  }

  private static boolean isInner(LogicalPlan plan) {
    return plan instanceof LogicalPlan.Join join
        && join.kind() == JoinKind.INNER
        && !join.dependent();
  }

  private static void flatten(
      LogicalPlan plan, List<LogicalPlan> inputs, List<Expression> conditions) {
    if (isInner(plan)) {
      plan.inputs().forEach(input -> flatten(input, inputs, conditions));
      conditions.addAll(Operators.conjuncts(((LogicalPlan.Join) plan).condition()));
    } else {
      inputs.add(plan);
    }
  }

  private static LogicalPlan joined(List<LogicalPlan> inputs, List<Expression> conditions) {
    List<LogicalPlan> left = new ArrayList<>(inputs);
    List<Expression> open = new ArrayList<>(conditions);
    LogicalPlan joined =
        left.stream().max(Comparator.comparingDouble(Cardinality::rows)).orElseThrow();
    left.remove(joined);
    while (!left.isEmpty()) {
      LogicalPlan sofar = joined;
      LogicalPlan next =
          left.stream()
              .min(
                  Comparator.<LogicalPlan>comparingInt(input -> distance(sofar, input, open))
                      .thenComparingDouble(Cardinality::rows))
              .orElseThrow();
      left.remove(next);
      Set<Integer> both = Plans.ids(joined);
      both.addAll(Plans.ids(next));
      List<Expression> on = open.stream().filter(c -> Plans.within(c, both)).toList();
      open.removeAll(on);
      joined = LogicalPlan.Join.of(JoinKind.INNER, joined, next, Operators.and(on));
    }
    return open.isEmpty() ? joined : new LogicalPlan.Filter(joined, Operators.and(open));
  }

  /** How well a condition connects {@code input}: 0 by an equality, 1 by another, 2 by none. */
  private static int distance(LogicalPlan joined, LogicalPlan input, List<Expression> conditions) {
    Set<Integer> left = Plans.ids(joined);
    Set<Integer> right = Plans.ids(input);
    int distance = 2;
    for (Expression condition : conditions) {
      Set<Integer> ids = Plans.columns(condition);
      boolean connects =
          ids.stream().anyMatch(left::contains)
              && ids.stream().anyMatch(right::contains)
              && ids.stream().allMatch(id -> left.contains(id) || right.contains(id));
      if (connects) {
        // Only equal keys can be looked up; any other condition is tried on all pairs.
        boolean equality = condition instanceof Call call && call.is(Operators.EQ);
        distance = Math.min(distance, equality ? 0 : 1);
      }
    }
    return distance;
  }
}
