package io.moraine.engine.optimize;

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

/**
 * Turns a correlated subquery into a join: the conditions that name outer columns are pulled up,
 * out of the subquery, until they stand in the join's own condition. Where that is not possible,
 * the subquery is computed for each combination of outer values, by {@link DomainJoin}.
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
    // What a query further out provides stays named until the join with that query is met.
    Set<Integer> outer = join.right().freeColumns();
    outer.retainAll(Plans.ids(join.left()));
    if (outer.isEmpty()) {
      return independent(join, join.right(), join.condition());
    }
    boolean existence = join.mark().map(mark -> mark.membership().isEmpty()).orElse(false);
    PulledUp pulled = new PullUp(ids, outer, existence).of(join.right());
    boolean stuck = pulled.plan().freeColumns().stream().anyMatch(outer::contains);
    boolean fillsIn = !pulled.whenEmpty().isEmpty();
    if (stuck || (fillsIn && join.kind() != JoinKind.SINGLE)) {
      return general(join, outer);
    }
    List<Expression> conditions = new ArrayList<>(Operators.conjuncts(join.condition()));
    conditions.addAll(pulled.conditions());
    LogicalPlan joined = independent(join, pulled.plan(), Operators.and(conditions));
    return fillsIn ? filledIn(join, joined, pulled) : joined;
  }

  private LogicalPlan general(LogicalPlan.Join join, Set<Integer> outer) {
    List<ColumnReference> named =
        join.left().output().stream().filter(column -> outer.contains(column.id())).toList();
    DomainJoin domain = new DomainJoin(ids, join.left(), named);
    DomainJoin.Pushed pushed = domain.push(join.right());
    return independent(
        join, pushed.plan(), Operators.and(join.condition(), domain.matches(pushed)));
  }

  private static LogicalPlan independent(
      LogicalPlan.Join join, LogicalPlan right, Expression condition) {
    return new LogicalPlan.Join(join.kind(), join.left(), right, condition, join.mark(), false);
  }

  /** Where an outer row has no group, an aggregate over no rows has a value all the same. */
  private static LogicalPlan filledIn(LogicalPlan.Join join, LogicalPlan joined, PulledUp pulled) {
    List<NamedExpression> columns = new ArrayList<>();
    join.left().output().forEach(column -> columns.add(NamedExpression.of(column)));
    for (ColumnReference column : join.right().output()) {
      Expression empty =
          pulled.whenEmpty().getOrDefault(column.id(), Literal.ofNull(column.type()));
      columns.add(PullUp.orWhenEmpty(column, empty, pulled.present().orElseThrow()));
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
