package io.moraine.engine.bind;

import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.engine.bind.BindContext.Bound;
import io.moraine.engine.physical.SortKey;
import io.moraine.engine.plan.LogicalPlan;
import io.moraine.engine.plan.NamedExpression;
import io.moraine.engine.sql.syntax.QueryBody.Select;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The last steps of a SELECT: project, DISTINCT, order, and drop what only the order needed. */
record SelectTail(
    BindContext context,
    Optional<Scope> outer,
    Select select,
    LogicalPlan plan,
    List<NamedExpression> items) {

  Bound finish(List<OrderKey> keys) {
    List<NamedExpression> columns = new ArrayList<>(items);
    List<ColumnReference> keyColumns = new ArrayList<>();
    for (OrderKey key : keys) {
      if (key.item().isPresent()) {
        keyColumns.add(items.get(key.item().get()).output());
        continue;
      }
      if (select.distinct()) {
        throw context.error(
            key.written(), "ORDER BY of SELECT DISTINCT must be by what SELECT gives");
      }
      Expression expression = key.hidden().orElseThrow();
      ColumnReference column =
          context.ids().fresh("order", expression.type(), expression.nullable());
      columns.add(new NamedExpression(column, expression));
      keyColumns.add(column);
    }
    LogicalPlan result = new LogicalPlan.Project(plan, columns);
    if (select.distinct()) {
      result = SetOperationBinder.distinct(context, result);
      for (int i = 0; i < keyColumns.size(); i++) {
        keyColumns.set(i, result.output().get(keys.get(i).item().orElseThrow()));
      }
    }
    if (!keys.isEmpty()) {
      List<SortKey> sortKeys = new ArrayList<>();
      for (int i = 0; i < keys.size(); i++) {
        sortKeys.add(QueryBinder.sortKey(keys.get(i).written(), keyColumns.get(i)));
      }
      result = new LogicalPlan.Sort(result, sortKeys);
    }
    if (columns.size() > items.size()) {
      result =
          new LogicalPlan.Project(
              result, items.stream().map(item -> NamedExpression.of(item.output())).toList());
    }
    return new Bound(result, Scope.of(result.output(), List.of(), outer));
  }
}
