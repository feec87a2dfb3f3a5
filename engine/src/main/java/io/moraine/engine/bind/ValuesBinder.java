package io.moraine.engine.bind;

import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.function.Expressions;
import io.moraine.core.type.DataType;
import io.moraine.engine.bind.BindContext.Bound;
import io.moraine.engine.plan.LogicalPlan;
import io.moraine.engine.sql.syntax.QueryBody.Values;
import io.moraine.engine.sql.syntax.SqlExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Binds rows written out; the columns are called {@code col1}, {@code col2}, … as in Spark. */
final class ValuesBinder {
  private ValuesBinder() {}

  static Bound bind(BindContext context, Optional<Scope> outer, Values values) {
    ExpressionBinder binder =
        new ExpressionBinder(
            context, Scope.empty(outer), Optional.empty(), Optional.empty(), "VALUES");
    List<List<Expression>> rows = new ArrayList<>();
    int width = values.rows().get(0).size();
    for (List<SqlExpression> row : values.rows()) {
      if (row.size() != width) {
        throw context.error(
            row.get(0),
            "Row %d of VALUES has %d values, the first has %d"
                .formatted(rows.size() + 1, row.size(), width));
      }
      rows.add(binder.bindAll(row));
    }
    List<ColumnReference> output = new ArrayList<>();
    List<List<Expression>> cast = new ArrayList<>();
    rows.forEach(row -> cast.add(new ArrayList<>()));
    for (int i = 0; i < width; i++) {
      int column = i;
      List<DataType> types = rows.stream().map(row -> row.get(column).type()).distinct().toList();
      DataType type = context.at(values, () -> Typing.commonType(types));
      boolean nullable = rows.stream().anyMatch(row -> row.get(column).nullable());
      output.add(context.ids().fresh("col" + (i + 1), type, nullable));
      for (int row = 0; row < rows.size(); row++) {
        cast.get(row).add(Expressions.cast(rows.get(row).get(i), type));
      }
    }
    LogicalPlan plan = new LogicalPlan.Values(output, cast);
    return new Bound(plan, Scope.of(output, List.of(), outer));
  }
}
