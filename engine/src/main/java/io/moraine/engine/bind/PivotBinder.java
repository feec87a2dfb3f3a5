package io.moraine.engine.bind;

import io.moraine.core.expr.Case;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.expr.Operators;
import io.moraine.core.kernel.ValueCast;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.engine.bind.BindContext.Bound;
import io.moraine.engine.physical.AggregateCall;
import io.moraine.engine.physical.AggregateFunction;
import io.moraine.engine.plan.LogicalPlan;
import io.moraine.engine.plan.NamedAggregate;
import io.moraine.engine.plan.NamedExpression;
import io.moraine.engine.sql.syntax.Identifier;
import io.moraine.engine.sql.syntax.Operation.Aliased;
import io.moraine.engine.sql.syntax.Operation.Row;
import io.moraine.engine.sql.syntax.Relation.Pivot;
import io.moraine.engine.sql.syntax.SqlExpression;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Binds PIVOT: one aggregation by the columns that it does not name, in which each aggregate is
 * computed once for each value, from the rows that have it. Without such rows it is null.
 */
record PivotBinder(BindContext context, Optional<Scope> outer) {

  /** A value of the columns that are spread, and what its columns are called after. */
  private record Value(Expression condition, String name) {}

  Bound bind(Pivot pivot, Bound input) {
    List<ColumnReference> spread = new ArrayList<>();
    for (Identifier name : pivot.columns()) {
      spread.add(column(pivot, input, name));
    }
    List<Value> values = new ArrayList<>();
    for (SqlExpression value : pivot.values()) {
      values.add(value(value, spread));
    }
    Aggregates aggregates = new Aggregates(context.ids());
    ExpressionBinder binder =
        new ExpressionBinder(
            context, input.scope(), Optional.of(aggregates), Optional.empty(), "PIVOT");
    List<Expression> items = pivot.aggregates().stream().map(i -> binder.bind(plain(i))).toList();
    Set<Integer> used = new LinkedHashSet<>();
    spread.forEach(column -> used.add(column.id()));
    for (NamedAggregate named : aggregates.named()) {
      named.call().arguments().forEach(argument -> collect(argument, used));
      collect(named.call().filter(), used);
    }
    List<NamedExpression> groups = new ArrayList<>();
    for (Scope.Column column : input.scope().columns()) {
      if (column.visibility() == Scope.Visibility.SHOWN
          && !used.contains(column.reference().id())) {
        groups.add(NamedExpression.of(column.reference()));
      }
    }
    return pivoted(pivot, input, groups, values, aggregates, items);
  }

  private Bound pivoted(
      Pivot pivot,
      Bound input,
      List<NamedExpression> groups,
      List<Value> values,
      Aggregates aggregates,
      List<Expression> items) {
    List<NamedAggregate> calls = new ArrayList<>();
    List<NamedExpression> columns = new ArrayList<>(groups);
    for (Value value : values) {
      ColumnReference count = context.ids().fresh("count", Primitive.LONG, false);
      calls.add(
          new NamedAggregate(
              count,
              new AggregateCall(AggregateFunction.COUNT, List.of(), false, value.condition())));
      Map<Expression, Expression> results = new HashMap<>();
      for (NamedAggregate named : aggregates.named()) {
        AggregateCall call = named.call();
        AggregateCall filtered =
            new AggregateCall(
                call.function(),
                call.arguments(),
                call.distinct(),
                Operators.and(call.filter(), value.condition()));
        ColumnReference result =
            context.ids().fresh(named.output().name(), filtered.type(), filtered.nullable());
        calls.add(new NamedAggregate(result, filtered));
        results.put(named.output(), result);
      }
      for (int i = 0; i < items.size(); i++) {
        Expression item = PlanRewrites.replace(items.get(i), results);
        Expression present = Operators.compare(Operators.GT, count, Literal.of(0L));
        Expression shown =
            new Case(List.of(new Case.Branch(present, item)), Literal.ofNull(item.type()));
        String name =
            items.size() == 1 ? value.name() : value.name() + "_" + name(pivot.aggregates().get(i));
        columns.add(new NamedExpression(context.ids().fresh(name, shown.type(), true), shown));
      }
    }
    LogicalPlan plan =
        new LogicalPlan.Project(new LogicalPlan.Aggregate(input.plan(), groups, calls), columns);
    return new Bound(plan, Scope.of(plan.output(), List.of(), outer));
  }

  private static SqlExpression plain(SqlExpression item) {
    return item instanceof Aliased aliased ? aliased.expression() : item;
  }

  private String name(SqlExpression item) {
    return item instanceof Aliased aliased
        ? aliased.names().get(0).text()
        : context.textOf(item.range());
  }

  private ColumnReference column(Pivot pivot, Bound input, Identifier name) {
    if (input.scope().find(List.of(name.text())) instanceof Scope.Found.One one
        && one.expression() instanceof ColumnReference column) {
      return column;
    }
    throw context.error(
        pivot,
        "PIVOT needs a column '%s'; there are: %s"
            .formatted(name.text(), String.join(", ", input.scope().names())));
  }

  private Value value(SqlExpression written, List<ColumnReference> spread) {
    SqlExpression plain = plain(written);
    List<SqlExpression> parts = plain instanceof Row row ? row.values() : List.of(plain);
    if (parts.size() != spread.size()) {
      throw context.error(
          written,
          "PIVOT is FOR %d columns, found a value of %d".formatted(spread.size(), parts.size()));
    }
    ExpressionBinder binder =
        new ExpressionBinder(
            context,
            Scope.empty(Optional.empty()),
            Optional.empty(),
            Optional.empty(),
            "A value of PIVOT");
    Expression condition = Literal.TRUE;
    Map<Integer, String> names = new LinkedHashMap<>();
    for (int i = 0; i < parts.size(); i++) {
      Expression value = context.fold(binder.bind(parts.get(i)));
      if (!(value instanceof Literal literal)) {
        throw context.error(parts.get(i), "PIVOT needs constants, found " + value);
      }
      names.put(i, text(literal));
      condition =
          Operators.and(
              condition, binder.call(written, Operators.NULL_SAFE_EQ, spread.get(i), literal));
    }
    return new Value(
        condition,
        written instanceof Aliased aliased
            ? aliased.names().get(0).text()
            : String.join("_", names.values()));
  }

  private static String text(Literal literal) {
    if (literal.value() == null) {
      return "null";
    }
    return new ValueCast(literal.type(), Primitive.STRING, ZoneOffset.UTC)
        .apply(literal.value())
        .map(Object::toString)
        .orElse("null");
  }

  private static void collect(Expression expression, Set<Integer> ids) {
    if (expression instanceof ColumnReference column) {
      ids.add(column.id());
    }
    expression.children().forEach(child -> collect(child, ids));
  }
}
