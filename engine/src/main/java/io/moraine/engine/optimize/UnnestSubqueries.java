package io.moraine.engine.optimize;

import io.moraine.core.error.UnsupportedFeatureException;
import io.moraine.core.expr.Case;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.expr.Operators;
import io.moraine.engine.physical.JoinKind;
import io.moraine.engine.plan.ColumnIds;
import io.moraine.engine.plan.LogicalPlan;
import io.moraine.engine.plan.NamedExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Turns a correlated subquery into a join: the conditions that name outer columns are pulled up,
 * out of the subquery, until they stand in the join's own condition.
 */
final class UnnestSubqueries {
  private final ColumnIds ids;

  UnnestSubqueries(ColumnIds ids) {
    this.ids = ids;
  }

  LogicalPlan apply(LogicalPlan plan) {
    return Plans.bottomUp(
        plan,
        node -> node instanceof LogicalPlan.Join join && join.dependent() ? unnest(join) : node);
  }

  private LogicalPlan unnest(LogicalPlan.Join join) {
    Set<Integer> outer = join.right().freeColumns();
    if (outer.isEmpty()) {
      return independent(join, join.right(), join.condition());
    }
    boolean existence = join.mark().map(mark -> mark.membership().isEmpty()).orElse(false);
    PulledUp pulled = new PullUp(ids, outer, existence).of(join.right());
    if (!pulled.plan().freeColumns().isEmpty()) {
      throw new UnsupportedFeatureException(
          "A correlated subquery of this shape cannot be run yet: %s"
              .formatted(names(pulled.plan())));
    }
    List<Expression> conditions = new ArrayList<>(Operators.conjuncts(join.condition()));
    conditions.addAll(pulled.conditions());
    LogicalPlan joined = independent(join, pulled.plan(), Operators.and(conditions));
    return pulled.whenEmpty().isEmpty() ? joined : filledIn(join, joined, pulled);
  }

  private static String names(LogicalPlan plan) {
    return plan.tree().lines().map(String::strip).collect(Collectors.joining("; "));
  }

  private static LogicalPlan independent(
      LogicalPlan.Join join, LogicalPlan right, Expression condition) {
    return new LogicalPlan.Join(join.kind(), join.left(), right, condition, join.mark(), false);
  }

  /** Where an outer row has no group, an aggregate over no rows has a value all the same. */
  private LogicalPlan filledIn(LogicalPlan.Join join, LogicalPlan joined, PulledUp pulled) {
    if (join.kind() != JoinKind.SINGLE) {
      throw new UnsupportedFeatureException(
          "A correlated IN or EXISTS over an aggregate without GROUP BY cannot be run yet");
    }
    ColumnReference present = pulled.present().orElseThrow();
    List<NamedExpression> columns = new ArrayList<>();
    join.left().output().forEach(column -> columns.add(NamedExpression.of(column)));
    for (ColumnReference column : join.right().output()) {
      ColumnReference nullable =
          new ColumnReference(column.id(), column.name(), column.type(), true);
      Expression empty =
          pulled.whenEmpty().getOrDefault(column.id(), Literal.ofNull(column.type()));
      Expression value =
          new Case(
              List.of(
                  new Case.Branch(
                      Operators.isNull(
                          new ColumnReference(present.id(), present.name(), present.type(), true)),
                      empty)),
              nullable);
      columns.add(new NamedExpression(nullable, value));
    }
    return new LogicalPlan.Project(joined, columns);
  }

  /**
   * What pulling up gave.
   *
   * @param plan the subquery without correlated conditions
   * @param conditions those conditions, over columns of {@code plan} and of the outer query
   * @param whenEmpty what a column is worth where the outer row has no rows, by id; empty if that
   *     is null, as for any join
   * @param present a column that is never null in {@code plan}, if {@code whenEmpty} is not empty
   */
  record PulledUp(
      LogicalPlan plan,
      List<Expression> conditions,
      Map<Integer, Expression> whenEmpty,
      Optional<ColumnReference> present) {
    static PulledUp of(LogicalPlan plan, List<Expression> conditions) {
      return new PulledUp(plan, List.copyOf(conditions), Map.of(), Optional.empty());
    }
  }
}
