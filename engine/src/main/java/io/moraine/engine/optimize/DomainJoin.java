package io.moraine.engine.optimize;

import io.moraine.core.error.UnsupportedFeatureException;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.expr.Operators;
import io.moraine.core.function.Expressions;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.engine.physical.JoinKind;
import io.moraine.engine.physical.RankingFunction;
import io.moraine.engine.physical.SortKey;
import io.moraine.engine.physical.WindowCall;
import io.moraine.engine.plan.ColumnIds;
import io.moraine.engine.plan.Expand;
import io.moraine.engine.plan.Generate;
import io.moraine.engine.plan.LogicalPlan;
import io.moraine.engine.plan.NamedAggregate;
import io.moraine.engine.plan.NamedExpression;
import io.moraine.engine.plan.NamedWindowCall;
import io.moraine.engine.plan.Window;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Unnests a subquery of any shape: it is computed once for each distinct combination of the outer
 * values that it names, its domain, and joined with the outer rows by these values. The domain is
 * pushed down to where the values are named, and every operator above passes it on.
 *
 * @param ids of the statement
 * @param outer the rows around the subquery
 * @param named the columns of {@code outer} that the subquery names
 * @see <a href="https://dl.gi.de/handle/20.500.12116/2418">Neumann, Kemper: Unnesting Arbitrary
 *     Queries</a>
 */
record DomainJoin(ColumnIds ids, LogicalPlan outer, List<ColumnReference> named) {
  /**
   * A plan without references to {@code named}.
   *
   * @param domain in place of each of {@code named}, the column that has its value
   */
  record Pushed(LogicalPlan plan, List<ColumnReference> domain) {}

  /** {@code plan} for each combination of values of the domain. */
  Pushed push(LogicalPlan plan) {
    if (!isCorrelated(plan)) {
      LogicalPlan domain = domain();
      return new Pushed(
          LogicalPlan.Join.of(JoinKind.INNER, domain, plan, Literal.TRUE), domain.output());
    } else if (plan instanceof LogicalPlan.Filter filter) {
      Pushed input = push(filter.input());
      return new Pushed(
          new LogicalPlan.Filter(input.plan(), over(filter.condition(), input.domain())),
          input.domain());
    } else if (plan instanceof LogicalPlan.Project project) {
      Pushed input = push(project.input());
      List<NamedExpression> columns = new ArrayList<>();
      project.columns().forEach(c -> columns.add(over(c, input.domain())));
      input.domain().forEach(column -> columns.add(NamedExpression.of(column)));
      return new Pushed(new LogicalPlan.Project(input.plan(), columns), input.domain());
    } else if (plan instanceof LogicalPlan.Aggregate aggregate) {
      return aggregate(aggregate);
    } else if (plan instanceof LogicalPlan.Join join) {
      return join(join);
    } else if (plan instanceof LogicalPlan.Sort sort) {
      // Only a limit makes an order matter below a join.
      return push(sort.input());
    } else if (plan instanceof LogicalPlan.UnionAll union) {
      return union(union);
    } else if (plan instanceof LogicalPlan.Values values) {
      return values(values);
    } else if (plan instanceof LogicalPlan.Limit limit) {
      return limit(limit);
    } else if (plan instanceof Window window) {
      return window(window);
    }
    if (plan instanceof Generate generate) {
      Pushed input = push(generate.input());
      Expression collection = over(generate.collection(), input.domain());
      return new Pushed(
          new Generate(input.plan(), collection, generate.generator(), generate.generated()),
          input.domain());
    }
    if (plan instanceof Expand expand) {
      return expand(expand);
    }
    throw new UnsupportedFeatureException(
        "A recursive query in which columns of a query around it are named cannot be run yet");
  }

  /** Rows are counted for each combination of values, in the limit's order. */
  private Pushed limit(LogicalPlan.Limit limit) {
    LogicalPlan input = limit.input();
    List<SortKey> order = List.of();
    if (input instanceof LogicalPlan.Sort sort) {
      order = sort.keys();
      input = sort.input();
    } else if (input instanceof LogicalPlan.Project project
        && project.input() instanceof LogicalPlan.Sort sort) {
      // The keys may be columns that the projection drops.
      List<NamedExpression> columns = new ArrayList<>(project.columns());
      order = new ArrayList<>();
      for (SortKey key : sort.keys()) {
        ColumnReference column =
            ids.fresh("order", key.expression().type(), key.expression().nullable());
        columns.add(new NamedExpression(column, key.expression()));
        order.add(key.map(expression -> column));
      }
      input = new LogicalPlan.Project(sort.input(), columns);
    }
    Pushed pushed = push(input);
    List<SortKey> keys = order.stream().map(key -> key.map(e -> over(e, pushed.domain()))).toList();
    ColumnReference number = ids.fresh("number", Primitive.INTEGER, false);
    LogicalPlan numbered =
        new Window(
            pushed.plan(),
            List.copyOf(pushed.domain()),
            keys,
            List.of(
                new NamedWindowCall(
                    number, new WindowCall.Ranking(RankingFunction.ROW_NUMBER, 1))));
    List<Expression> wanted = new ArrayList<>();
    if (limit.limit().isPresent()) {
      long last = Math.min(Integer.MAX_VALUE, limit.offset() + limit.limit().getAsLong());
      wanted.add(Operators.compare(Operators.LE, number, Literal.of((int) last)));
    }
    wanted.add(
        Operators.compare(
            Operators.GT, number, Literal.of((int) Math.min(Integer.MAX_VALUE, limit.offset()))));
    return new Pushed(new LogicalPlan.Filter(numbered, Operators.and(wanted)), pushed.domain());
  }

  private Pushed window(Window window) {
    Pushed input = push(window.input());
    Window mapped = window.mapExpressions(e -> over(e, input.domain()));
    List<Expression> partition = new ArrayList<>(mapped.partition());
    partition.addAll(input.domain());
    return new Pushed(
        new Window(input.plan(), partition, mapped.order(), mapped.calls()), input.domain());
  }

  private Pushed expand(Expand expand) {
    Pushed input = push(expand.input());
    List<ColumnReference> output = new ArrayList<>(expand.output());
    output.addAll(input.domain());
    List<List<Expression>> projections = new ArrayList<>();
    for (List<Expression> projection : expand.projections()) {
      List<Expression> all =
          new ArrayList<>(projection.stream().map(e -> over(e, input.domain())).toList());
      all.addAll(input.domain());
      projections.add(all);
    }
    return new Pushed(new Expand(input.plan(), projections, output), input.domain());
  }

  /** The condition that an outer row and a row of {@code pushed} belong together. */
  Expression matches(Pushed pushed) {
    return equal(named, pushed.domain());
  }

  private boolean isCorrelated(LogicalPlan plan) {
    Set<Integer> free = plan.freeColumns();
    return named.stream().anyMatch(column -> free.contains(column.id()));
  }

  private boolean isCorrelated(Expression expression) {
    Set<Integer> columns = Plans.columns(expression);
    return named.stream().anyMatch(column -> columns.contains(column.id()));
  }

  /** The distinct outer values, under new ids. */
  private LogicalPlan domain() {
    List<NamedExpression> groups =
        named.stream().map(column -> new NamedExpression(ids.fresh(column), column)).toList();
    return new LogicalPlan.Aggregate(Plans.again(outer), groups, List.of());
  }

  private Expression over(Expression expression, List<ColumnReference> domain) {
    Map<Integer, Expression> columns = new HashMap<>();
    for (int i = 0; i < domain.size(); i++) {
      columns.put(named.get(i).id(), domain.get(i));
    }
    return Plans.substitute(expression, columns);
  }

  private NamedExpression over(NamedExpression column, List<ColumnReference> domain) {
    return new NamedExpression(column.output(), over(column.expression(), domain));
  }

  private static Expression equal(List<ColumnReference> left, List<ColumnReference> right) {
    List<Expression> equal = new ArrayList<>();
    for (int i = 0; i < left.size(); i++) {
      equal.add(Operators.compare(Operators.NULL_SAFE_EQ, left.get(i), right.get(i)));
    }
    return Operators.and(equal);
  }

  private Pushed aggregate(LogicalPlan.Aggregate aggregate) {
    Pushed input = push(aggregate.input());
    LogicalPlan.Aggregate renamed =
        (LogicalPlan.Aggregate)
            aggregate
                .withInputs(List.of(input.plan()))
                .mapExpressions(e -> over(e, input.domain()));
    List<NamedExpression> groups = new ArrayList<>(renamed.groups());
    List<ColumnReference> domain = new ArrayList<>();
    for (ColumnReference column : input.domain()) {
      ColumnReference group = ids.fresh(column);
      domain.add(group);
      groups.add(new NamedExpression(group, column));
    }
    LogicalPlan grouped = new LogicalPlan.Aggregate(input.plan(), groups, renamed.aggregates());
    return aggregate.groups().isEmpty()
        ? overNothing(aggregate.aggregates(), new Pushed(grouped, domain))
        : new Pushed(grouped, domain);
  }

  /** Values of the domain without rows get the row that an aggregation has all the same. */
  private Pushed overNothing(List<NamedAggregate> aggregates, Pushed grouped) {
    ColumnReference present = ids.fresh("present", Primitive.BOOLEAN, false);
    List<NamedExpression> marked =
        new ArrayList<>(grouped.plan().output().stream().map(NamedExpression::of).toList());
    marked.add(new NamedExpression(present, Literal.TRUE));
    LogicalPlan domain = domain();
    LogicalPlan joined =
        LogicalPlan.Join.of(
            JoinKind.LEFT,
            domain,
            new LogicalPlan.Project(grouped.plan(), marked),
            equal(domain.output(), grouped.domain()));
    List<NamedExpression> columns = new ArrayList<>();
    for (NamedAggregate aggregate : aggregates) {
      columns.add(PullUp.orWhenEmpty(aggregate.output(), PullUp.overNoRows(aggregate), present));
    }
    domain.output().forEach(column -> columns.add(NamedExpression.of(column)));
    return new Pushed(new LogicalPlan.Project(joined, columns), domain.output());
  }

  private Pushed join(LogicalPlan.Join join) {
    boolean right = isCorrelated(join.right());
    boolean left = isCorrelated(join.left());
    switch (join.kind()) {
      case INNER -> left |= !right || join.expressions().stream().anyMatch(this::isCorrelated);
      case LEFT, SEMI, ANTI, MARK, SINGLE -> left = true;
      case RIGHT, BUILD_SEMI, BUILD_ANTI -> right = true;
      case FULL -> {
        left = true;
        right = true;
      }
    }
    Pushed ofLeft = left ? push(join.left()) : new Pushed(join.left(), List.of());
    Pushed ofRight = right ? push(join.right()) : new Pushed(join.right(), List.of());
    boolean leftLeads = left && join.kind() != JoinKind.RIGHT && join.kind().givesProbe();
    List<ColumnReference> domain = leftLeads ? ofLeft.domain() : ofRight.domain();
    LogicalPlan.Join pushed =
        (LogicalPlan.Join)
            join.withInputs(List.of(ofLeft.plan(), ofRight.plan()))
                .mapExpressions(e -> over(e, domain));
    Expression condition =
        left && right
            ? Operators.and(pushed.condition(), equal(ofLeft.domain(), ofRight.domain()))
            : pushed.condition();
    LogicalPlan joined =
        new LogicalPlan.Join(
            join.kind(), pushed.left(), pushed.right(), condition, pushed.mark(), false);
    return join.kind() == JoinKind.FULL
        ? eitherDomain(joined, ofLeft.domain(), ofRight.domain())
        : new Pushed(joined, domain);
  }

  private Pushed eitherDomain(
      LogicalPlan joined, List<ColumnReference> left, List<ColumnReference> right) {
    List<NamedExpression> columns =
        new ArrayList<>(joined.output().stream().map(NamedExpression::of).toList());
    Map<Integer, ColumnReference> output =
        joined.output().stream().collect(Collectors.toMap(ColumnReference::id, c -> c));
    List<ColumnReference> domain = new ArrayList<>();
    for (int i = 0; i < left.size(); i++) {
      Expression either =
          Expressions.call(
              "coalesce", List.of(output.get(left.get(i).id()), output.get(right.get(i).id())));
      ColumnReference column = ids.fresh(left.get(i).name(), either.type(), true);
      columns.add(new NamedExpression(column, either));
      domain.add(column);
    }
    return new Pushed(new LogicalPlan.Project(joined, columns), domain);
  }

  private Pushed union(LogicalPlan.UnionAll union) {
    List<LogicalPlan> inputs = new ArrayList<>();
    for (LogicalPlan input : union.inputs()) {
      Pushed pushed = push(input);
      List<NamedExpression> columns = new ArrayList<>();
      input.output().forEach(column -> columns.add(NamedExpression.of(column)));
      pushed.domain().forEach(column -> columns.add(NamedExpression.of(column)));
      inputs.add(new LogicalPlan.Project(pushed.plan(), columns));
    }
    List<ColumnReference> domain = named.stream().map(ids::fresh).toList();
    List<ColumnReference> output = new ArrayList<>(union.output());
    output.addAll(domain);
    return new Pushed(new LogicalPlan.UnionAll(inputs, output), domain);
  }

  /** Each row that is written out becomes a projection of the domain. */
  private Pushed values(LogicalPlan.Values values) {
    List<LogicalPlan> inputs = new ArrayList<>();
    for (List<Expression> row : values.rows()) {
      LogicalPlan domain = domain();
      List<NamedExpression> columns = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        ColumnReference output = ids.fresh(values.output().get(i));
        columns.add(new NamedExpression(output, over(row.get(i), domain.output())));
      }
      domain.output().forEach(column -> columns.add(NamedExpression.of(column)));
      inputs.add(new LogicalPlan.Project(domain, columns));
    }
    List<ColumnReference> domain = named.stream().map(ids::fresh).toList();
    List<ColumnReference> output = new ArrayList<>(values.output());
    output.addAll(domain);
    return new Pushed(new LogicalPlan.UnionAll(inputs, output), domain);
  }
}
