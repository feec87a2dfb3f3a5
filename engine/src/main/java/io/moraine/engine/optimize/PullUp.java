package io.moraine.engine.optimize;

import io.moraine.core.eval.ConstantFolder;
import io.moraine.core.expr.Call;
import io.moraine.core.expr.Case;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.expr.Operators;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.engine.optimize.UnnestSubqueries.PulledUp;
import io.moraine.engine.physical.JoinKind;
import io.moraine.engine.plan.ColumnIds;
import io.moraine.engine.plan.LogicalPlan;
import io.moraine.engine.plan.NamedAggregate;
import io.moraine.engine.plan.NamedExpression;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Moves correlated conditions up through a subquery's operators. An operator that they cannot pass
 * stays as it is, correlated.
 *
 * @param ids of the statement
 * @param outer the ids of the outer columns that the subquery names
 * @param existence whether only the existence of rows counts
 */
record PullUp(ColumnIds ids, Set<Integer> outer, boolean existence) {

  PulledUp of(LogicalPlan plan) {
    if (plan.freeColumns().stream().noneMatch(outer::contains)) {
      return PulledUp.of(plan, List.of());
    } else if (plan instanceof LogicalPlan.Filter filter) {
      return filter(filter);
    } else if (plan instanceof LogicalPlan.Project project) {
      return project(project);
    } else if (plan instanceof LogicalPlan.Aggregate aggregate) {
      return aggregate(aggregate);
    } else if (plan instanceof LogicalPlan.Join join) {
      return join(join);
    } else if (plan instanceof LogicalPlan.Sort sort) {
      // Neither existence nor a match depends on the order.
      return of(sort.input());
    } else if (plan instanceof LogicalPlan.Limit limit && existence && isSome(limit)) {
      return of(limit.input());
    }
    return PulledUp.of(plan, List.of());
  }

  private static boolean isSome(LogicalPlan.Limit limit) {
    return limit.offset() == 0 && limit.limit().orElse(1) > 0;
  }

  private boolean correlated(Expression expression) {
    return Plans.columns(expression).stream().anyMatch(outer::contains);
  }

  private PulledUp filter(LogicalPlan.Filter filter) {
    PulledUp input = of(filter.input());
    if (!input.whenEmpty().isEmpty()) {
      return PulledUp.of(filter, List.of());
    }
    List<Expression> pulled = new ArrayList<>(input.conditions());
    List<Expression> kept = new ArrayList<>();
    for (Expression conjunct : Operators.conjuncts(filter.condition())) {
      (correlated(conjunct) ? pulled : kept).add(conjunct);
    }
    LogicalPlan plan =
        kept.isEmpty() ? input.plan() : new LogicalPlan.Filter(input.plan(), Operators.and(kept));
    return PulledUp.of(plan, pulled);
  }

  private PulledUp project(LogicalPlan.Project project) {
    PulledUp input = of(project.input());
    if (project.expressions().stream().anyMatch(this::correlated)) {
      return PulledUp.of(project, List.of());
    }
    List<NamedExpression> columns = new ArrayList<>(project.columns());
    Set<Integer> given = Plans.ids(project);
    Set<Integer> needed = new LinkedHashSet<>();
    input.conditions().forEach(condition -> Plans.collect(condition, needed));
    input.present().ifPresent(present -> needed.add(present.id()));
    for (ColumnReference column : input.plan().output()) {
      if (needed.contains(column.id()) && given.add(column.id())) {
        columns.add(NamedExpression.of(column));
      }
    }
    Map<Integer, Expression> whenEmpty = new HashMap<>();
    if (!input.whenEmpty().isEmpty()) {
      for (NamedExpression column : project.columns()) {
        whenEmpty.put(
            column.output().id(),
            ConstantFolder.fold(Plans.substitute(column.expression(), input.whenEmpty())));
      }
    }
    return new PulledUp(
        new LogicalPlan.Project(input.plan(), columns),
        input.conditions(),
        whenEmpty,
        input.present());
  }

  /** Correlated equalities become groups; then each outer row finds its group by the join. */
  private PulledUp aggregate(LogicalPlan.Aggregate aggregate) {
    PulledUp input = of(aggregate.input());
    boolean passes =
        input.whenEmpty().isEmpty()
            && aggregate.expressions().stream().noneMatch(this::correlated)
            && input.conditions().stream().allMatch(c -> innerSide(c).isPresent());
    if (!passes) {
      return PulledUp.of(aggregate, List.of());
    }
    List<NamedExpression> groups = new ArrayList<>(aggregate.groups());
    List<Expression> conditions = new ArrayList<>();
    for (Expression condition : input.conditions()) {
      Expression inner = innerSide(condition).orElseThrow();
      ColumnReference group = ids.fresh(inner.toString(), inner.type(), inner.nullable());
      groups.add(new NamedExpression(group, inner));
      conditions.add(
          condition.withChildren(
              condition.children().stream()
                  .map(side -> side.equals(inner) ? group : side)
                  .toList()));
    }
    List<NamedAggregate> aggregates = new ArrayList<>(aggregate.aggregates());
    LogicalPlan grouped = new LogicalPlan.Aggregate(input.plan(), groups, aggregates);
    if (!aggregate.groups().isEmpty()) {
      return PulledUp.of(grouped, conditions);
    }
    ColumnReference present = ids.fresh("present", Primitive.BOOLEAN, false);
    List<NamedExpression> columns =
        new ArrayList<>(grouped.output().stream().map(NamedExpression::of).toList());
    columns.add(new NamedExpression(present, Literal.TRUE));
    Map<Integer, Expression> whenEmpty = new HashMap<>();
    for (NamedAggregate named : aggregates) {
      whenEmpty.put(named.output().id(), overNoRows(named));
    }
    return new PulledUp(
        new LogicalPlan.Project(grouped, columns), conditions, whenEmpty, Optional.of(present));
  }

  /** What an aggregate without groups gives for no rows at all. */
  static Expression overNoRows(NamedAggregate named) {
    return switch (named.call().function()) {
      case COUNT, APPROX_COUNT_DISTINCT -> Literal.of(0L);
      case COLLECT_LIST, COLLECT_SET -> new Literal(named.output().type(), List.of());
      default -> Literal.ofNull(named.output().type());
    };
  }

  /** {@code column}, or {@code empty} where an outer join found no row, whose mark is null then. */
  static NamedExpression orWhenEmpty(
      ColumnReference column, Expression empty, ColumnReference mark) {
    ColumnReference nullable = new ColumnReference(column.id(), column.name(), column.type(), true);
    ColumnReference present = new ColumnReference(mark.id(), mark.name(), mark.type(), true);
    return new NamedExpression(
        nullable, new Case(List.of(new Case.Branch(Operators.isNull(present), empty)), nullable));
  }

  /** The side of an equality that names no outer column, if the other names no inner one. */
  private Optional<Expression> innerSide(Expression condition) {
    if (!(condition instanceof Call call)
        || !(call.is(Operators.EQ) || call.is(Operators.NULL_SAFE_EQ))) {
      return Optional.empty();
    }
    Expression left = call.argument(0);
    Expression right = call.argument(1);
    if (!correlated(left) && Plans.within(right, outer)) {
      return Optional.of(left);
    }
    return !correlated(right) && Plans.within(left, outer) ? Optional.of(right) : Optional.empty();
  }

  private PulledUp join(LogicalPlan.Join join) {
    boolean inner = join.kind() == JoinKind.INNER;
    if (!inner && (correlated(join.right()) || !keepsLeft(join.kind()))) {
      return PulledUp.of(join, List.of());
    }
    PulledUp left = of(join.left());
    PulledUp right = inner ? of(join.right()) : PulledUp.of(join.right(), List.of());
    if (!left.whenEmpty().isEmpty() || !right.whenEmpty().isEmpty()) {
      return PulledUp.of(join, List.of());
    }
    List<Expression> pulled = new ArrayList<>(left.conditions());
    pulled.addAll(right.conditions());
    List<Expression> kept = new ArrayList<>();
    for (Expression conjunct : Operators.conjuncts(join.condition())) {
      (inner && correlated(conjunct) ? pulled : kept).add(conjunct);
    }
    LogicalPlan plan =
        new LogicalPlan.Join(
            join.kind(),
            left.plan(),
            right.plan(),
            Operators.and(kept),
            join.mark(),
            join.dependent());
    return PulledUp.of(plan, pulled);
  }

  private boolean correlated(LogicalPlan plan) {
    return plan.freeColumns().stream().anyMatch(outer::contains);
  }

  /** Whether a condition on left columns means the same below and above such a join. */
  private static boolean keepsLeft(JoinKind kind) {
    return switch (kind) {
      case LEFT, SEMI, ANTI, MARK, SINGLE -> true;
      case INNER, RIGHT, FULL, BUILD_SEMI, BUILD_ANTI -> false;
    };
  }
}
