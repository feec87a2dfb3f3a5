package io.moraine.engine.bind;

import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.function.Expressions;
import io.moraine.core.type.DataType;
import io.moraine.engine.bind.BindContext.Bound;
import io.moraine.engine.bind.BindContext.NamedQuery;
import io.moraine.engine.physical.SortKey;
import io.moraine.engine.plan.LogicalPlan;
import io.moraine.engine.sql.syntax.Identifier;
import io.moraine.engine.sql.syntax.Query;
import io.moraine.engine.sql.syntax.QueryBody;
import io.moraine.engine.sql.syntax.QueryBody.Nested;
import io.moraine.engine.sql.syntax.QueryBody.Select;
import io.moraine.engine.sql.syntax.QueryBody.SetOperation;
import io.moraine.engine.sql.syntax.QueryBody.TableQuery;
import io.moraine.engine.sql.syntax.QueryBody.Values;
import io.moraine.engine.sql.syntax.Relation;
import io.moraine.engine.sql.syntax.SqlExpression;
import io.moraine.engine.sql.syntax.With;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Binds queries.
 *
 * @param context of the statement
 * @param outer the scope of the query that these are a subquery of
 * @param orderBy the keys of the query around the body, which a SELECT binds itself: they may name
 *     columns that it does not give
 */
record QueryBinder(
    BindContext context, Optional<Scope> outer, List<io.moraine.engine.sql.syntax.SortKey> orderBy)
    implements QueryBody.Visitor<Bound> {

  /** The plan of a subquery met in {@code binder}'s expression. */
  static Bound subquery(ExpressionBinder binder, Query query) {
    return bind(binder.context(), query, Optional.of(binder.scope()));
  }

  /** The plan of {@code query}. */
  static Bound bind(BindContext context, Query query, Optional<Scope> outer) {
    BindContext inner = query.with().map(with -> named(context, with)).orElse(context);
    if (!query.clusterBy().isEmpty() || !query.distributeBy().isEmpty()) {
      throw context.unsupported(query, "CLUSTER BY and DISTRIBUTE BY");
    }
    if (!query.sortBy().isEmpty()) {
      throw context.unsupported(query, "SORT BY");
    }
    Bound bound = query.body().accept(new QueryBinder(inner, outer, query.orderBy()));
    if (query.limit().isEmpty() && query.offset().isEmpty()) {
      return bound;
    }
    Optional<SqlExpression> limited =
        query
            .limit()
            .filter(
                limit -> !(limit instanceof io.moraine.engine.sql.syntax.Reference.Placeholder));
    OptionalLong limit =
        limited.isPresent()
            ? OptionalLong.of(count(inner, limited.get(), "LIMIT"))
            : OptionalLong.empty();
    long offset = query.offset().map(o -> count(inner, o, "OFFSET")).orElse(0L);
    return new Bound(new LogicalPlan.Limit(bound.plan(), limit, offset), bound.scope());
  }

  private static long count(BindContext context, SqlExpression expression, String clause) {
    ExpressionBinder binder =
        new ExpressionBinder(
            context, Scope.empty(Optional.empty()), Optional.empty(), Optional.empty(), clause);
    Expression folded = context.fold(binder.bind(expression));
    if (folded instanceof Literal literal
        && literal.type().isIntegral()
        && literal.value() instanceof Number number
        && number.longValue() >= 0) {
      return number.longValue();
    }
    throw context.error(
        expression, "%s needs a whole number from 0, found %s".formatted(clause, folded));
  }

  /** {@code context} with the queries of {@code with}, each of which knows those before it. */
  static BindContext named(BindContext context, With with) {
    BindContext known = context;
    for (With.NamedQuery query : with.queries()) {
      List<String> columns = query.columns().stream().map(Identifier::text).toList();
      Optional<String> recursive =
          with.recursive() && query.query().body() instanceof SetOperation
              ? Optional.of(query.name().text())
              : Optional.empty();
      known =
          known.with(query.name().text(), new NamedQuery(query.query(), columns, known, recursive));
    }
    return known;
  }

  @Override
  public Bound visitSelect(Select select) {
    return new SelectBinder(context, outer, select, orderBy).bind();
  }

  @Override
  public Bound visitTableQuery(TableQuery table) {
    Relation relation = new Relation.TableReference(table.name(), Optional.empty(), table.range());
    return sorted(relation.accept(new RelationBinder(context, outer)));
  }

  @Override
  public Bound visitNested(Nested nested) {
    return sorted(bind(context, nested.query(), outer));
  }

  @Override
  public Bound visitValues(Values values) {
    return sorted(ValuesBinder.bind(context, outer, values));
  }

  @Override
  public Bound visitSetOperation(SetOperation operation) {
    QueryBinder unsorted = new QueryBinder(context, outer, List.of());
    LogicalPlan left = operation.left().accept(unsorted).plan();
    LogicalPlan right = operation.right().accept(unsorted).plan();
    LogicalPlan plan = SetOperationBinder.bind(context, operation, left, right);
    return sorted(new Bound(plan, Scope.of(plan.output(), List.of(), outer)));
  }

  /** {@code bound} in the order asked for, by its own columns. */
  private Bound sorted(Bound bound) {
    if (orderBy.isEmpty()) {
      return bound;
    }
    List<SortKey> keys = new ArrayList<>();
    Subqueries subqueries = new Subqueries();
    ExpressionBinder binder =
        new ExpressionBinder(
            context, bound.scope(), Optional.empty(), Optional.of(subqueries), "ORDER BY");
    List<ColumnReference> output = bound.plan().output();
    for (io.moraine.engine.sql.syntax.SortKey key : orderBy) {
      Expression expression =
          Ordinals.of(context, key.expression(), output.size(), "ORDER BY")
              .<Expression>map(output::get)
              .orElseGet(() -> binder.bind(key.expression()));
      keys.add(sortKey(key, expression));
    }
    if (!subqueries.isEmpty()) {
      throw context.unsupported(orderBy.get(0), "A subquery in the ORDER BY of a set operation");
    }
    return new Bound(new LogicalPlan.Sort(bound.plan(), keys), bound.scope());
  }

  /** A key as written, over a bound expression; nulls are the least values if nothing is said. */
  static SortKey sortKey(io.moraine.engine.sql.syntax.SortKey key, Expression expression) {
    boolean ascending = key.direction() == io.moraine.engine.sql.syntax.SortKey.Direction.ASCENDING;
    boolean nullsFirst =
        switch (key.nulls()) {
          case FIRST -> true;
          case LAST -> false;
          case DEFAULT -> ascending;
        };
    return new SortKey(
        expression,
        ascending ? SortKey.Direction.ASCENDING : SortKey.Direction.DESCENDING,
        nullsFirst ? SortKey.Nulls.FIRST : SortKey.Nulls.LAST);
  }

  /** {@code plan} with its columns cast to {@code types}, under new ids; itself if they are. */
  static LogicalPlan cast(BindContext context, LogicalPlan plan, List<DataType> types) {
    List<io.moraine.engine.plan.NamedExpression> columns = new ArrayList<>();
    boolean changed = false;
    for (int i = 0; i < types.size(); i++) {
      ColumnReference column = plan.output().get(i);
      boolean same = column.type().equals(types.get(i));
      changed |= !same;
      Expression cast = same ? column : Expressions.cast(column, types.get(i));
      columns.add(
          new io.moraine.engine.plan.NamedExpression(
              same ? column : context.ids().fresh(column.name(), types.get(i), cast.nullable()),
              cast));
    }
    return changed ? new LogicalPlan.Project(plan, columns) : plan;
  }
}
