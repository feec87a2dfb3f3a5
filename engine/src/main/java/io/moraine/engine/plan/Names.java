package io.moraine.engine.plan;

import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** How plans are shown, and which columns expressions name. */
final class Names {
  private Names() {}

  static String of(List<ColumnReference> columns) {
    return columns.stream().map(ColumnReference::name).collect(Collectors.joining(", "));
  }

  static String named(List<NamedExpression> columns) {
    return columns.stream().map(NamedExpression::toString).collect(Collectors.joining(", "));
  }

  static String and(List<Expression> conditions) {
    return conditions.stream().map(Expression::toString).collect(Collectors.joining(" AND "));
  }

  static ColumnReference nullable(ColumnReference column) {
    return column.nullable()
        ? column
        : new ColumnReference(column.id(), column.name(), column.type(), true);
  }

  static void collectColumns(Expression expression, Set<Integer> columns) {
    if (expression instanceof ColumnReference column) {
      columns.add(column.id());
    }
    expression.children().forEach(child -> collectColumns(child, columns));
  }

  static void appendTree(LogicalPlan plan, int depth, StringBuilder text) {
    text.append("  ".repeat(depth)).append(plan.label()).append('\n');
    plan.inputs().forEach(input -> appendTree(input, depth + 1, text));
  }
}
