package io.moraine.engine.optimize;

import io.moraine.core.expr.Call;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.expr.Operators;
import io.moraine.engine.physical.JoinKind;
import io.moraine.engine.plan.LogicalPlan;
import io.moraine.engine.plan.Mark;
import io.moraine.engine.plan.NamedExpression;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A filter by the mark of an IN or EXISTS keeps just the rows that have a match, or none: a SEMI or
 * ANTI join. NOT IN becomes one only where neither side can be null.
 */
final class MarksToSemiJoins {
  private MarksToSemiJoins() {}

  static LogicalPlan apply(LogicalPlan plan) {
    return Plans.bottomUp(
        plan, node -> node instanceof LogicalPlan.Filter filter ? rewrite(filter) : node);
  }

  private static LogicalPlan rewrite(LogicalPlan.Filter filter) {
    LogicalPlan input = filter.input();
    List<Expression> left = new ArrayList<>();
    for (Expression conjunct : Operators.conjuncts(filter.condition())) {
      Optional<LogicalPlan> rewritten = rewrite(input, conjunct);
      if (rewritten.isPresent()) {
        input = rewritten.get();
      } else {
        left.add(conjunct);
      }
    }
    if (input.equals(filter.input())) {
      return filter;
    }
    LogicalPlan filtered =
        left.isEmpty() ? input : new LogicalPlan.Filter(input, Operators.and(left));
    return withMarks(filter, input, filtered);
  }

  /** Operators above may name the marks too: what is left of them is known. */
  private static LogicalPlan withMarks(
      LogicalPlan.Filter filter, LogicalPlan input, LogicalPlan filtered) {
    Set<Integer> given = Plans.ids(input);
    Map<Integer, Expression> known = new HashMap<>();
    for (Expression conjunct : Operators.conjuncts(filter.condition())) {
      boolean negated = conjunct instanceof Call call && call.is(Operators.NOT);
      Expression mark = negated ? ((Call) conjunct).argument(0) : conjunct;
      if (mark instanceof ColumnReference column && !given.contains(column.id())) {
        known.put(column.id(), negated ? Literal.FALSE : Literal.TRUE);
      }
    }
    List<NamedExpression> columns = new ArrayList<>();
    for (ColumnReference column : filter.output()) {
      columns.add(new NamedExpression(column, known.getOrDefault(column.id(), column)));
    }
    return new LogicalPlan.Project(
        filtered instanceof LogicalPlan.Filter rest
            ? new LogicalPlan.Filter(rest.input(), Plans.substitute(rest.condition(), known))
            : filtered,
        columns);
  }

  /** {@code plan} without the rows for which {@code conjunct} is not true, if that is a join. */
  private static Optional<LogicalPlan> rewrite(LogicalPlan plan, Expression conjunct) {
    if (!(plan instanceof LogicalPlan.Join join)) {
      return Optional.empty();
    }
    if (join.mark().isPresent()) {
      Mark mark = join.mark().get();
      if (isColumn(conjunct, mark)) {
        Expression all =
            mark.membership()
                .map(member -> Operators.and(join.condition(), member))
                .orElse(join.condition());
        return Optional.of(LogicalPlan.Join.of(JoinKind.SEMI, join.left(), join.right(), all));
      }
      boolean negated =
          conjunct instanceof Call call
              && call.is(Operators.NOT)
              && isColumn(call.argument(0), mark);
      boolean certain = mark.membership().map(member -> !member.nullable()).orElse(true);
      if (negated && certain) {
        Expression all =
            mark.membership()
                .map(member -> Operators.and(join.condition(), member))
                .orElse(join.condition());
        return Optional.of(LogicalPlan.Join.of(JoinKind.ANTI, join.left(), join.right(), all));
      }
    }
    // Marks of one clause stand on each other; a join below that keeps all rows lets it through.
    boolean keepsLeft = join.kind() == JoinKind.MARK || join.kind() == JoinKind.SINGLE;
    return keepsLeft
        ? rewrite(join.left(), conjunct).map(left -> join.withInputs(List.of(left, join.right())))
        : semiThrough(join, conjunct);
  }

  private static Optional<LogicalPlan> semiThrough(LogicalPlan.Join join, Expression conjunct) {
    if (join.kind() != JoinKind.SEMI && join.kind() != JoinKind.ANTI) {
      return Optional.empty();
    }
    return rewrite(join.left(), conjunct).map(left -> join.withInputs(List.of(left, join.right())));
  }

  private static boolean isColumn(Expression expression, Mark mark) {
    return expression instanceof ColumnReference column && column.id() == mark.column().id();
  }
}
