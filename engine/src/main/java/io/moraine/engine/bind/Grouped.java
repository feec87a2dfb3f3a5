package io.moraine.engine.bind;

import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.engine.bind.BindContext.Bound;
import io.moraine.engine.plan.LogicalPlan;
import io.moraine.engine.plan.NamedExpression;
import io.moraine.engine.sql.syntax.Grouping;
import io.moraine.engine.sql.syntax.QueryBody.Select;
import io.moraine.engine.sql.syntax.Reference.Placeholder;
import io.moraine.engine.sql.syntax.SqlExpression;
import io.moraine.engine.sql.syntax.SyntaxNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The GROUP BY of a SELECT: which expressions stand for groups, and the same expressions rewritten
 * to what is left above the aggregation.
 */
final class Grouped {
  private final BindContext context;
  private final Bound from;
  private final Aggregates aggregates;
  private final Subqueries subqueries;
  private final Map<Expression, ColumnReference> groups = new LinkedHashMap<>();
  private final Set<Integer> fromIds;
  private boolean explicit;

  Grouped(BindContext context, Bound from, Aggregates aggregates, Subqueries subqueries) {
    this.context = context;
    this.from = from;
    this.aggregates = aggregates;
    this.subqueries = subqueries;
    this.fromIds =
        from.plan().output().stream().map(ColumnReference::id).collect(Collectors.toSet());
  }

  /** Takes in the GROUP BY of {@code select}, which may name items by alias or place. */
  void groupBy(
      Select select, List<NamedExpression> items, Map<Expression, Expression> itemsByOutput) {
    explicit = !select.groupBy().isEmpty();
    ExpressionBinder binder =
        new ExpressionBinder(
            context,
            SelectBinder.scopeThenItems(from.scope(), items),
            Optional.empty(),
            Optional.empty(),
            "GROUP BY");
    Set<Integer> computed = computedIds();
    for (Grouping grouping : select.groupBy()) {
      if (!(grouping instanceof Grouping.By by)) {
        throw context.unsupported(grouping, "GROUPING SETS, ROLLUP and CUBE");
      }
      if (by.expression() instanceof Placeholder) {
        items.stream()
            .map(NamedExpression::expression)
            .filter(expression -> !uses(expression, computed))
            .forEach(expression -> add(expression));
        continue;
      }
      Expression group = group(binder, by.expression(), items, itemsByOutput);
      if (uses(group, computed)) {
        throw context.error(grouping, "GROUP BY cannot have the aggregate in " + group);
      }
      add(group);
    }
  }

  private Expression group(
      ExpressionBinder binder,
      SqlExpression written,
      List<NamedExpression> items,
      Map<Expression, Expression> itemsByOutput) {
    return Ordinals.of(context, written, items.size(), "GROUP BY")
        .map(ordinal -> items.get(ordinal).expression())
        .orElseGet(() -> SelectBinder.inlined(binder.bind(written), from, itemsByOutput));
  }

  private void add(Expression group) {
    if (!groups.containsKey(group)) {
      String name = group instanceof ColumnReference column ? column.name() : group.toString();
      groups.put(group, context.ids().fresh(name, group.type(), group.nullable()));
    }
  }

  private Set<Integer> computedIds() {
    Set<Integer> ids = new HashSet<>();
    aggregates.named().forEach(aggregate -> ids.add(aggregate.output().id()));
    subqueries.columns().forEach(column -> ids.add(column.id()));
    return ids;
  }

  private static boolean uses(Expression expression, Set<Integer> ids) {
    List<Integer> found = new ArrayList<>();
    PlanRewrites.forEachColumn(
        expression,
        column -> {
          if (ids.contains(column.id())) {
            found.add(column.id());
          }
        });
    return !found.isEmpty();
  }

  /** Whether there is a GROUP BY or an aggregate. */
  boolean isAggregated() {
    return explicit || !aggregates.isEmpty();
  }

  /** The aggregation, with the joins of subqueries on top. */
  LogicalPlan plan(SyntaxNode node) {
    List<NamedExpression> named =
        groups.entrySet().stream()
            .map(entry -> new NamedExpression(entry.getValue(), entry.getKey()))
            .toList();
    LogicalPlan aggregate = new LogicalPlan.Aggregate(from.plan(), named, aggregates.named());
    return subqueries.join(aggregate, expression -> rewrite(expression, true, node));
  }

  /** {@code item} over the aggregation, if there is one. */
  NamedExpression rewrite(NamedExpression item, boolean aggregated, SyntaxNode node) {
    if (!aggregated) {
      return item;
    }
    Expression rewritten = rewrite(item.expression(), true, node);
    ColumnReference output = item.output();
    // A column that passed through keeps no id of below the aggregation.
    if (fromIds.contains(output.id())) {
      output = context.ids().fresh(output.name(), rewritten.type(), rewritten.nullable());
    }
    return new NamedExpression(output, rewritten);
  }

  /** {@code expression} over the aggregation, if there is one. */
  Expression rewrite(Expression expression, boolean aggregated, SyntaxNode node) {
    if (!aggregated) {
      return expression;
    }
    Expression rewritten = PlanRewrites.replace(expression, groups);
    PlanRewrites.forEachColumn(
        rewritten,
        column -> {
          if (fromIds.contains(column.id())) {
            throw context.error(
                node,
                "Column '%s' must stand in GROUP BY or inside an aggregate such as any_value(%s)"
                    .formatted(column.name(), column.name()));
          }
        });
    return rewritten;
  }
}
