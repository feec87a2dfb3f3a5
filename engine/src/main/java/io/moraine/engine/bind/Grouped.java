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
  private final Windows windows;
  private final Subqueries subqueries;
  private final Map<Expression, ColumnReference> groups = new LinkedHashMap<>();
  private final Map<Expression, Expression> answers = new LinkedHashMap<>();
  private final Set<Integer> fromIds;
  private boolean explicit;

  /** The sets of GROUP BY; one of all groups if it has no GROUPING SETS, ROLLUP or CUBE. */
  private GroupingSets sets = GroupingSets.NONE;

  Grouped(
      BindContext context,
      Bound from,
      Aggregates aggregates,
      Windows windows,
      Subqueries subqueries) {
    this.context = context;
    this.from = from;
    this.aggregates = aggregates;
    this.windows = windows;
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
      if (grouping instanceof Grouping.By by && by.expression() instanceof Placeholder) {
        items.stream()
            .map(NamedExpression::expression)
            .filter(expression -> !uses(expression, computed))
            .forEach(expression -> sets = sets.with(add(expression)));
        continue;
      }
      sets =
          sets.with(
              grouping,
              written -> {
                Expression group = group(binder, written, items, itemsByOutput);
                if (uses(group, computed)) {
                  throw context.error(grouping, "GROUP BY cannot have the aggregate in " + group);
                }
                return add(group);
              });
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

  private Expression add(Expression group) {
    if (!groups.containsKey(group)) {
      String name = group instanceof ColumnReference column ? column.name() : group.toString();
      groups.put(group, context.ids().fresh(name, group.type(), group.nullable()));
    }
    return group;
  }

  private Set<Integer> computedIds() {
    Set<Integer> ids = new HashSet<>();
    aggregates.named().forEach(aggregate -> ids.add(aggregate.output().id()));
    aggregates.groupings().values().forEach(column -> ids.add(column.id()));
    windows.columns().forEach(column -> ids.add(column.id()));
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
    return explicit || !aggregates.isEmpty() || !aggregates.groupings().isEmpty();
  }

  /** The aggregation, with the joins of subqueries on top. */
  LogicalPlan plan(SyntaxNode node) {
    LogicalPlan aggregate;
    if (sets.areSeveral()) {
      ExpandedGroups expanded = ExpandedGroups.of(context, from.plan(), groups.keySet(), sets);
      aggregate = expanded.aggregate(aggregates.named());
      groups.putAll(expanded.columns());
      aggregates
          .groupings()
          .forEach((call, column) -> answers.put(column, expanded.answer(call, node)));
    } else {
      if (!aggregates.groupings().isEmpty()) {
        throw context.error(node, "grouping needs a GROUP BY with GROUPING SETS, ROLLUP or CUBE");
      }
      List<NamedExpression> named =
          groups.entrySet().stream()
              .map(entry -> new NamedExpression(entry.getValue(), entry.getKey()))
              .toList();
      aggregate = new LogicalPlan.Aggregate(from.plan(), named, aggregates.named());
    }
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
    Map<Expression, Expression> replaced = new LinkedHashMap<>(groups);
    replaced.putAll(answers);
    Expression rewritten = PlanRewrites.replace(expression, replaced);
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
