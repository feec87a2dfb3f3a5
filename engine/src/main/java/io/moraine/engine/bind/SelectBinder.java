package io.moraine.engine.bind;

import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.engine.bind.BindContext.Bound;
import io.moraine.engine.plan.LogicalPlan;
import io.moraine.engine.plan.NamedExpression;
import io.moraine.engine.sql.syntax.Call.FunctionCall;
import io.moraine.engine.sql.syntax.Identifier;
import io.moraine.engine.sql.syntax.Operation.Aliased;
import io.moraine.engine.sql.syntax.QueryBody.Select;
import io.moraine.engine.sql.syntax.Reference.Placeholder;
import io.moraine.engine.sql.syntax.SortKey;
import io.moraine.engine.sql.syntax.SqlExpression;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Binds one SELECT with the ORDER BY of the query around it. */
final class SelectBinder {
  private final BindContext context;
  private final Optional<Scope> outer;
  private final Select select;
  private final List<SortKey> orderBy;

  SelectBinder(BindContext context, Optional<Scope> outer, Select select, List<SortKey> orderBy) {
    this.context = context;
    this.outer = outer;
    this.select = select;
    this.orderBy = orderBy;
  }

  Bound bind() {
    Bound relation = from();
    Optional<GeneratorBinder.Generated> generated = generated(relation);
    Bound from = generated.map(rows -> new Bound(rows.plan(), relation.scope())).orElse(relation);
    Aggregates aggregates = new Aggregates(context.ids());
    Subqueries subqueries = new Subqueries();
    Windows windows = new Windows(context.ids(), select.windows());
    ExpressionBinder binder =
        new ExpressionBinder(
            context,
            from.scope(),
            Optional.of(aggregates),
            Optional.of(windows),
            Optional.of(subqueries),
            "SELECT");
    List<NamedExpression> items =
        SelectItems.bind(
            binder,
            select.items(),
            generated.map(GeneratorBinder.Generated::columns).orElse(List.of()));
    Map<Expression, Expression> itemsByOutput = new LinkedHashMap<>();
    items.forEach(item -> itemsByOutput.put(item.output(), item.expression()));

    Grouped grouped = new Grouped(context, from, aggregates, windows, subqueries);
    grouped.groupBy(select, items, itemsByOutput);
    Scope names = scopeThenItems(from.scope(), items);
    Optional<Expression> having =
        select
            .having()
            .map(
                condition ->
                    inlined(
                        scoped(binder.withoutWindows("HAVING"), names, "HAVING")
                            .bindCondition(condition),
                        from,
                        itemsByOutput));
    Optional<Expression> qualify =
        select
            .qualify()
            .map(
                condition ->
                    inlined(
                        scoped(binder, names, "QUALIFY").bindCondition(condition),
                        from,
                        itemsByOutput));
    List<OrderKey> keys = orderKeys(binder, from, items, itemsByOutput);

    boolean aggregated = grouped.isAggregated() || having.isPresent();
    LogicalPlan plan = aggregated ? grouped.plan(select) : subqueries.join(from.plan());
    List<NamedExpression> projected = new ArrayList<>();
    for (NamedExpression item : items) {
      projected.add(grouped.rewrite(item, aggregated, select));
    }
    if (having.isPresent()) {
      plan = new LogicalPlan.Filter(plan, grouped.rewrite(having.get(), true, select));
    }
    plan = windows.plan(plan, expression -> grouped.rewrite(expression, aggregated, select));
    if (qualify.isPresent()) {
      plan = new LogicalPlan.Filter(plan, grouped.rewrite(qualify.get(), aggregated, select));
    }
    List<OrderKey> finalKeys =
        keys.stream().map(key -> key.rewrite(e -> grouped.rewrite(e, aggregated, select))).toList();
    return new SelectTail(context, outer, select, plan, projected).finish(finalKeys);
  }

  /** The rows of {@code from} with what the generator among the items makes of each. */
  private Optional<GeneratorBinder.Generated> generated(Bound from) {
    Optional<GeneratorBinder.Generated> generated = Optional.empty();
    for (SqlExpression item : select.items()) {
      Optional<FunctionCall> call = GeneratorBinder.call(item);
      if (call.isPresent()) {
        if (generated.isPresent()) {
          throw context.error(item, "SELECT can have one item that makes rows, not two");
        }
        List<Identifier> names = item instanceof Aliased aliased ? aliased.names() : List.of();
        generated =
            Optional.of(
                new GeneratorBinder(context)
                    .generate(item, from, call.get().name(), call.get().arguments(), false, names));
      }
    }
    return generated;
  }

  private Bound from() {
    Bound from =
        select
            .from()
            .map(relation -> relation.accept(new RelationBinder(context, outer)))
            .orElseGet(
                () ->
                    new Bound(
                        new LogicalPlan.Values(List.of(), List.of(List.of())), Scope.empty(outer)));
    if (select.where().isEmpty()) {
      return from;
    }
    Subqueries subqueries = new Subqueries();
    Expression condition =
        new ExpressionBinder(
                context, from.scope(), Optional.empty(), Optional.of(subqueries), "WHERE")
            .bindCondition(select.where().get());
    return new Bound(new LogicalPlan.Filter(subqueries.join(from.plan()), condition), from.scope());
  }

  private static ExpressionBinder scoped(ExpressionBinder binder, Scope scope, String clause) {
    return new ExpressionBinder(
        binder.context(),
        scope,
        binder.aggregates(),
        binder.windows(),
        binder.subqueries(),
        clause);
  }

  /** Names mean columns of FROM, and if there is none of that name, items of SELECT. */
  static Scope scopeThenItems(Scope scope, List<NamedExpression> items) {
    Scope itemScope =
        Scope.of(items.stream().map(NamedExpression::output).toList(), List.of(), scope.outer());
    return new Scope(scope.columns(), Optional.of(itemScope));
  }

  /** Names mean items of SELECT, and if there is none of that name, columns of FROM. */
  private static Scope itemsThenScope(Scope scope, List<NamedExpression> items) {
    return Scope.of(
        items.stream().map(NamedExpression::output).toList(), List.of(), Optional.of(scope));
  }

  /** {@code expression} with items' columns replaced by what they are computed from. */
  static Expression inlined(
      Expression expression, Bound from, Map<Expression, Expression> itemsByOutput) {
    Map<Expression, Expression> replaced = new LinkedHashMap<>(itemsByOutput);
    from.plan().output().forEach(replaced::remove);
    return PlanRewrites.replace(expression, replaced);
  }

  private List<OrderKey> orderKeys(
      ExpressionBinder binder,
      Bound from,
      List<NamedExpression> items,
      Map<Expression, Expression> itemsByOutput) {
    List<OrderKey> keys = new ArrayList<>();
    ExpressionBinder inOrder = scoped(binder, itemsThenScope(from.scope(), items), "ORDER BY");
    for (SortKey key : orderBy) {
      if (key.expression() instanceof Placeholder) {
        for (int i = 0; i < items.size(); i++) {
          keys.add(OrderKey.ofItem(key, i));
        }
        continue;
      }
      Optional<Integer> ordinal = Ordinals.of(context, key.expression(), items.size(), "ORDER BY");
      if (ordinal.isPresent()) {
        keys.add(OrderKey.ofItem(key, ordinal.get()));
        continue;
      }
      keys.add(orderKey(inOrder, key, from, items, itemsByOutput));
    }
    return keys;
  }

  private OrderKey orderKey(
      ExpressionBinder inOrder,
      SortKey key,
      Bound from,
      List<NamedExpression> items,
      Map<Expression, Expression> itemsByOutput) {
    SqlExpression written = key.expression();
    Expression bound = inOrder.bind(written);
    for (int i = 0; i < items.size(); i++) {
      if (bound instanceof ColumnReference column && items.get(i).output().id() == column.id()) {
        return OrderKey.ofItem(key, i);
      }
    }
    Expression whole = inlined(bound, from, itemsByOutput);
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i).expression().equals(whole)) {
        return OrderKey.ofItem(key, i);
      }
    }
    return new OrderKey(key, Optional.empty(), Optional.of(whole));
  }
}
