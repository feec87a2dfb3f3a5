package io.moraine.engine.bind;

import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Operators;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.engine.physical.JoinKind;
import io.moraine.engine.physical.RankingFunction;
import io.moraine.engine.physical.WindowCall;
import io.moraine.engine.plan.LogicalPlan;
import io.moraine.engine.plan.NamedExpression;
import io.moraine.engine.plan.NamedWindowCall;
import io.moraine.engine.plan.Window;
import io.moraine.engine.sql.syntax.QueryBody.SetOperation;
import java.util.ArrayList;
import java.util.List;

/** Binds UNION, INTERSECT and EXCEPT. */
final class SetOperationBinder {
  private SetOperationBinder() {}

  static LogicalPlan bind(
      BindContext context, SetOperation operation, LogicalPlan left, LogicalPlan right) {
    int width = left.output().size();
    if (right.output().size() != width) {
      throw context.error(
          operation,
          "%s needs as many columns on both sides, found %d and %d"
              .formatted(operation.operator(), width, right.output().size()));
    }
    List<DataType> types = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      List<DataType> both = List.of(left.output().get(i).type(), right.output().get(i).type());
      types.add(context.at(operation, () -> Typing.commonType(both)));
    }
    LogicalPlan castLeft = QueryBinder.cast(context, left, types);
    LogicalPlan castRight = QueryBinder.cast(context, right, types);
    return switch (operation.operator()) {
      case UNION -> {
        LogicalPlan all = unionAll(context, castLeft, castRight);
        yield operation.all() ? all : distinct(context, all);
      }
      case INTERSECT -> matched(context, operation, JoinKind.SEMI, castLeft, castRight);
      case EXCEPT -> matched(context, operation, JoinKind.ANTI, castLeft, castRight);
    };
  }

  private static LogicalPlan unionAll(BindContext context, LogicalPlan left, LogicalPlan right) {
    List<ColumnReference> output = new ArrayList<>();
    for (int i = 0; i < left.output().size(); i++) {
      ColumnReference column = left.output().get(i);
      boolean nullable = column.nullable() || right.output().get(i).nullable();
      output.add(context.ids().fresh(column.name(), column.type(), nullable));
    }
    return new LogicalPlan.UnionAll(List.of(left, right), output);
  }

  /** The distinct rows of {@code plan}. */
  static LogicalPlan distinct(BindContext context, LogicalPlan plan) {
    List<NamedExpression> groups =
        plan.output().stream()
            .map(column -> new NamedExpression(context.ids().fresh(column), column))
            .toList();
    return new LogicalPlan.Aggregate(plan, groups, List.of());
  }

  private static LogicalPlan matched(
      BindContext context,
      SetOperation operation,
      JoinKind kind,
      LogicalPlan left,
      LogicalPlan right) {
    if (operation.all()) {
      // The n-th of equal rows on one side matches the n-th on the other.
      LogicalPlan numbered = matching(kind, numbered(context, left), numbered(context, right));
      return new LogicalPlan.Project(
          numbered, left.output().stream().map(NamedExpression::of).toList());
    }
    return distinct(context, matching(kind, left, right));
  }

  private static LogicalPlan numbered(BindContext context, LogicalPlan plan) {
    ColumnReference number = context.ids().fresh("number", Primitive.INTEGER, false);
    WindowCall call = new WindowCall.Ranking(RankingFunction.ROW_NUMBER, 1);
    return new Window(
        plan, List.copyOf(plan.output()), List.of(), List.of(new NamedWindowCall(number, call)));
  }

  private static LogicalPlan matching(JoinKind kind, LogicalPlan left, LogicalPlan right) {
    List<Expression> equal = new ArrayList<>();
    for (int i = 0; i < left.output().size(); i++) {
      equal.add(
          Operators.compare(Operators.NULL_SAFE_EQ, left.output().get(i), right.output().get(i)));
    }
    return LogicalPlan.Join.of(kind, left, right, Operators.and(equal));
  }
}
