package io.moraine.engine.optimize;

import io.moraine.core.expr.Call;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Operators;
import io.moraine.engine.plan.LogicalPlan;

/** Rough guesses at how many rows an operator gives. */
public final class Cardinality {
  private static final long UNKNOWN_TABLE = 1_000_000;
  private static final double EQUALITY = 0.05;
  private static final double OTHER = 0.3;

  private Cardinality() {}

  /** About how many rows {@code plan} gives; at least 1. */
  public static double rows(LogicalPlan plan) {
    return Math.max(1, estimate(plan));
  }

  private static double estimate(LogicalPlan plan) {
    if (plan instanceof LogicalPlan.Scan scan) {
      return (double) scan.table().rowCount().orElse(UNKNOWN_TABLE);
    } else if (plan instanceof LogicalPlan.Values values) {
      return values.rows().size();
    } else if (plan instanceof LogicalPlan.Filter filter) {
      return rows(filter.input()) * selectivity(filter.condition());
    } else if (plan instanceof LogicalPlan.Aggregate aggregate) {
      return aggregate.groups().isEmpty() ? 1 : rows(aggregate.input()) * OTHER;
    } else if (plan instanceof LogicalPlan.Limit limit && limit.limit().isPresent()) {
      return Math.min((double) limit.limit().getAsLong(), rows(limit.input()));
    } else if (plan instanceof LogicalPlan.UnionAll union) {
      return union.inputs().stream().mapToDouble(Cardinality::rows).sum();
    } else if (plan instanceof LogicalPlan.Join join) {
      return join(join);
    }
    return plan.inputs().stream().mapToDouble(Cardinality::rows).max().orElse(1);
  }

  private static double join(LogicalPlan.Join join) {
    double left = rows(join.left());
    double right = rows(join.right());
    return switch (join.kind()) {
      case INNER, LEFT, RIGHT, FULL -> {
        boolean keyed =
            Operators.conjuncts(join.condition()).stream()
                .anyMatch(c -> c instanceof Call call && call.is(Operators.EQ));
        yield keyed ? Math.max(left, right) : left * right;
      }
      case SEMI, ANTI -> left * OTHER;
      case MARK, SINGLE -> left;
      case BUILD_SEMI, BUILD_ANTI -> right * OTHER;
    };
  }

  private static double selectivity(Expression condition) {
    double share = 1;
    for (Expression conjunct : Operators.conjuncts(condition)) {
      boolean equality =
          conjunct instanceof Call call && (call.is(Operators.EQ) || call.is(Operators.IN));
      share *= equality ? EQUALITY : OTHER;
    }
    return share;
  }
}
