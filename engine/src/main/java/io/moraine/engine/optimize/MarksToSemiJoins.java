package io.moraine.engine.optimize;

import io.moraine.core.expr.Call;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Operators;
import io.moraine.engine.physical.JoinKind;
import io.moraine.engine.plan.LogicalPlan;
import io.moraine.engine.plan.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
    return left.isEmpty() ? input : new LogicalPlan.Filter(input, Operators.and(left));
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
