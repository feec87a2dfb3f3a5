package io.moraine.engine.optimize;

import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.engine.plan.LogicalPlan;
import io.moraine.engine.plan.NamedExpression;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What several rules ask of plans and expressions. */
public final class Plans {
  private Plans() {}

  /** {@code plan} with {@code change} made to each operator, inputs before what reads them. */
  static LogicalPlan bottomUp(LogicalPlan plan, UnaryOperator<LogicalPlan> change) {
    List<LogicalPlan> inputs =
        plan.inputs().stream().map(input -> bottomUp(input, change)).toList();
    return change.apply(inputs.equals(plan.inputs()) ? plan : plan.withInputs(inputs));
  }

  /** {@code plan} for a second reading of the same tables in the same statement. */
  static LogicalPlan again(LogicalPlan plan) {
    return bottomUp(
        plan,
        node ->
            node instanceof LogicalPlan.Scan scan
                ? new LogicalPlan.Scan(
                    scan.table().again(), scan.columns(), scan.filters(), scan.filterColumns())
                : node);
  }

  /** The ids of what {@code plan} gives. */
  public static Set<Integer> ids(LogicalPlan plan) {
    Set<Integer> ids = new HashSet<>();
    plan.output().forEach(column -> ids.add(column.id()));
    return ids;
  }

  /** The ids of the columns that {@code expression} names. */
  public static Set<Integer> columns(Expression expression) {
    Set<Integer> ids = new HashSet<>();
    collect(expression, ids);
    return ids;
  }

  static void collect(Expression expression, Set<Integer> ids) {
    if (expression instanceof ColumnReference column) {
      ids.add(column.id());
    }
    expression.children().forEach(child -> collect(child, ids));
  }

  /** Whether {@code expression} names no column but those of {@code ids}. */
  public static boolean within(Expression expression, Set<Integer> ids) {
    if (expression instanceof ColumnReference column) {
      return ids.contains(column.id());
    }
    return expression.children().stream().allMatch(child -> within(child, ids));
  }

  /** {@code expression} with columns replaced by what {@code replacements} has for their ids. */
  static Expression substitute(
      Expression expression, Map<Integer, ? extends Expression> replacements) {
    if (expression instanceof ColumnReference column) {
      Expression replacement = replacements.get(column.id());
      return replacement == null ? column : replacement;
    }
    if (expression.children().isEmpty()) {
      return expression;
    }
    return expression.withChildren(
        expression.children().stream().map(child -> substitute(child, replacements)).toList());
  }

  /** What each of {@code columns} is computed from, by the id it has afterwards. */
  static Map<Integer, Expression> definitions(List<NamedExpression> columns) {
    Map<Integer, Expression> definitions = new HashMap<>();
    columns.forEach(column -> definitions.put(column.output().id(), column.expression()));
    return definitions;
  }
}
