package io.moraine.engine.bind;

import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.expr.Operators;
import io.moraine.core.function.Expressions;
import io.moraine.engine.bind.BindContext.Bound;
import io.moraine.engine.physical.JoinKind;
import io.moraine.engine.plan.LogicalPlan;
import io.moraine.engine.plan.NamedExpression;
import io.moraine.engine.sql.syntax.Identifier;
import io.moraine.engine.sql.syntax.Relation;
import io.moraine.engine.sql.syntax.Relation.Join;
import io.moraine.engine.sql.syntax.Relation.JoinCondition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Binds joins as written: kinds, ON, USING and NATURAL. */
record JoinBinder(BindContext context, Optional<Scope> outer) {

  Bound bind(Join join, Bound left, Bound right) {
    JoinKind kind =
        switch (join.kind()) {
          case INNER, CROSS -> JoinKind.INNER;
          case LEFT -> JoinKind.LEFT;
          case RIGHT -> JoinKind.RIGHT;
          case FULL -> JoinKind.FULL;
          case LEFT_SEMI -> JoinKind.SEMI;
          case LEFT_ANTI -> JoinKind.ANTI;
        };
    Scope both = new Scope(left.scope().and(right.scope()).columns(), outer);
    if (join.condition() instanceof JoinCondition.Using using) {
      return merged(join, kind, left, right, using.columns());
    }
    if (join.condition() instanceof JoinCondition.Natural) {
      List<Identifier> shared =
          left.scope().names().stream()
              .filter(name -> right.scope().names().stream().anyMatch(name::equalsIgnoreCase))
              .map(Identifier::of)
              .toList();
      return merged(join, kind, left, right, shared);
    }
    Expression condition = Literal.TRUE;
    Subqueries subqueries = new Subqueries();
    if (join.condition() instanceof JoinCondition.On on) {
      // Only of an inner join is the condition the same as a filter, which may have subqueries.
      Optional<Subqueries> allowed =
          kind == JoinKind.INNER ? Optional.of(subqueries) : Optional.empty();
      condition =
          new ExpressionBinder(context, both, Optional.empty(), allowed, "The ON of a join")
              .bindCondition(on.condition());
    }
    LogicalPlan plan =
        subqueries.isEmpty()
            ? LogicalPlan.Join.of(kind, left.plan(), right.plan(), condition)
            : new LogicalPlan.Filter(
                subqueries.join(LogicalPlan.Join.of(kind, left.plan(), right.plan(), Literal.TRUE)),
                condition);
    Scope visible = kind.givesBuild() ? both : new Scope(left.scope().columns(), outer);
    return new Bound(plan, visible.updated(plan.output()));
  }

  /** Whether a join only puts rows beside what is made of each, so that it needs no condition. */
  boolean isOneByOne(Join join) {
    boolean kept =
        switch (join.kind()) {
          case INNER, CROSS, LEFT -> true;
          case RIGHT, FULL, LEFT_SEMI, LEFT_ANTI -> false;
        };
    return kept && GeneratorBinder.saysNothing(join.condition());
  }

  /** A join with a relation that may name columns of the left. */
  Bound bindLateral(Join join, Bound left, Bound right) {
    boolean inner =
        join.kind() == Relation.JoinKind.INNER || join.kind() == Relation.JoinKind.CROSS;
    if (!inner && join.kind() != Relation.JoinKind.LEFT) {
      throw context.error(
          join, "LATERAL can be joined by INNER, CROSS and LEFT, found " + join.kind());
    }
    Scope both = new Scope(left.scope().and(right.scope()).columns(), outer);
    Expression condition = Literal.TRUE;
    if (join.condition() instanceof JoinCondition.On on) {
      condition =
          new ExpressionBinder(
                  context, both, Optional.empty(), Optional.empty(), "The ON of a join")
              .bindCondition(on.condition());
    } else if (!(join.condition() instanceof JoinCondition.None)) {
      throw context.unsupported(join, "USING and NATURAL with LATERAL");
    }
    Set<Integer> own = new HashSet<>();
    left.plan().output().forEach(column -> own.add(column.id()));
    boolean dependent = right.plan().freeColumns().stream().anyMatch(own::contains);
    LogicalPlan plan =
        new LogicalPlan.Join(
            inner ? JoinKind.INNER : JoinKind.LEFT,
            left.plan(),
            right.plan(),
            condition,
            Optional.empty(),
            dependent);
    return new Bound(plan, both.updated(plan.output()));
  }

  /** A join by equal columns, which {@code *} and bare names then show once. */
  private Bound merged(Join join, JoinKind kind, Bound left, Bound right, List<Identifier> names) {
    List<Expression> equal = new ArrayList<>();
    List<ColumnReference> leftKeys = new ArrayList<>();
    List<ColumnReference> rightKeys = new ArrayList<>();
    for (Identifier name : names) {
      ColumnReference leftKey = key(join, left, name, "left");
      ColumnReference rightKey = key(join, right, name, "right");
      leftKeys.add(leftKey);
      rightKeys.add(rightKey);
      equal.add(context.at(join, () -> Expressions.call(Operators.EQ, List.of(leftKey, rightKey))));
    }
    LogicalPlan plan = LogicalPlan.Join.of(kind, left.plan(), right.plan(), Operators.and(equal));
    if (!kind.givesBuild()) {
      return new Bound(plan, new Scope(left.scope().columns(), outer));
    }
    List<Scope.Column> columns = new ArrayList<>();
    List<NamedExpression> projected =
        new ArrayList<>(plan.output().stream().map(NamedExpression::of).toList());
    Scope both = new Scope(left.scope().and(right.scope()).columns(), outer).updated(plan.output());
    for (int i = 0; i < names.size(); i++) {
      columns.add(visible(kind, plan, leftKeys.get(i), rightKeys.get(i), projected));
    }
    for (Scope.Column column : both.columns()) {
      int id = column.reference().id();
      boolean key =
          leftKeys.stream().anyMatch(k -> k.id() == id)
              || rightKeys.stream().anyMatch(k -> k.id() == id);
      columns.add(
          key
              ? new Scope.Column(
                  column.qualifiers(),
                  column.name(),
                  column.reference(),
                  Scope.Visibility.QUALIFIED)
              : column);
    }
    return new Bound(new LogicalPlan.Project(plan, projected), new Scope(columns, outer));
  }

  /** The one column that stands for both: of the side that is always there, or of either. */
  private Scope.Column visible(
      JoinKind kind,
      LogicalPlan plan,
      ColumnReference leftKey,
      ColumnReference rightKey,
      List<NamedExpression> projected) {
    ColumnReference source = kind == JoinKind.RIGHT ? rightKey : leftKey;
    Expression value =
        kind == JoinKind.FULL
            ? Expressions.call(
                "coalesce", List.of(nullable(plan, leftKey), nullable(plan, rightKey)))
            : source;
    ColumnReference output = context.ids().fresh(source.name(), value.type(), value.nullable());
    projected.add(new NamedExpression(output, value));
    return new Scope.Column(List.of(), source.name(), output, Scope.Visibility.SHOWN);
  }

  private static ColumnReference nullable(LogicalPlan plan, ColumnReference key) {
    return plan.output().stream().filter(c -> c.id() == key.id()).findFirst().orElse(key);
  }

  private ColumnReference key(Join join, Bound side, Identifier name, String which) {
    Scope.Found found =
        new Scope(side.scope().columns(), Optional.empty()).find(List.of(name.text()));
    if (found instanceof Scope.Found.One one
        && one.expression() instanceof ColumnReference column) {
      return column;
    }
    throw context.error(
        join,
        "USING needs a column '%s' on both sides; the %s has: %s"
            .formatted(name.text(), which, String.join(", ", side.scope().names())));
  }
}
