package io.moraine.engine.bind;

import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.engine.physical.JoinKind;
import io.moraine.engine.plan.LogicalPlan;
import io.moraine.engine.plan.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The subqueries met while a clause's expressions were bound. Each stands in the expression as a
 * column that a join adds; the joins are put under the clause's own operator afterwards.
 */
final class Subqueries {
  private record Pending(JoinKind kind, LogicalPlan plan, Optional<Mark> mark) {}

  private final List<Pending> pending = new ArrayList<>();

  /** A MARK join: the returned column says whether {@code plan} has a row, or such a row. */
  Expression mark(LogicalPlan plan, Mark mark) {
    pending.add(new Pending(JoinKind.MARK, plan, Optional.of(mark)));
    return mark.column();
  }

  /** A SINGLE join: the returned column is {@code plan}'s only one. */
  Expression single(LogicalPlan plan) {
    pending.add(new Pending(JoinKind.SINGLE, plan, Optional.empty()));
    ColumnReference column = plan.output().get(0);
    return new ColumnReference(column.id(), column.name(), column.type(), true);
  }

  /** Whether there are none. */
  boolean isEmpty() {
    return pending.isEmpty();
  }

  /** The columns that the joins add. */
  List<ColumnReference> columns() {
    List<ColumnReference> columns = new ArrayList<>();
    for (Pending one : pending) {
      one.mark()
          .ifPresentOrElse(
              mark -> columns.add(mark.column()), () -> columns.addAll(one.plan().output()));
    }
    return columns;
  }

  /** {@code plan} with the joins on top. */
  LogicalPlan join(LogicalPlan plan) {
    return join(plan, UnaryOperator.identity());
  }

  /** As the other, with {@code change} made to what the subqueries say of outer columns. */
  LogicalPlan join(LogicalPlan plan, UnaryOperator<Expression> change) {
    LogicalPlan joined = plan;
    for (Pending one : pending) {
      LogicalPlan right = PlanRewrites.mapAllExpressions(one.plan(), change);
      boolean dependent = !right.freeColumns().isEmpty();
      Optional<Mark> mark = one.mark().map(m -> new Mark(m.column(), m.membership().map(change)));
      joined = new LogicalPlan.Join(one.kind(), joined, right, Literal.TRUE, mark, dependent);
    }
    return joined;
  }
}
