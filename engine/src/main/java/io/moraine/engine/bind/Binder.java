package io.moraine.engine.bind;

import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.function.EvaluationContext;
import io.moraine.core.type.DataType;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.engine.catalog.Catalog;
import io.moraine.engine.plan.ColumnIds;
import io.moraine.engine.plan.LogicalPlan;
import io.moraine.engine.sql.syntax.Query;
import io.moraine.engine.sql.syntax.Relation;
import io.moraine.engine.sql.syntax.SqlExpression;
import io.moraine.engine.sql.syntax.SqlType;
import io.moraine.engine.sql.syntax.With;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Binds the parts of one statement. All plans it gives share one space of column ids.
 *
 * <p>Each method throws {@link SqlBindException} where a part has no meaning.
 */
public final class Binder {
  private final BindContext context;

  /** A binder for the statement {@code text}. */
  public Binder(String text, Catalog catalog, EvaluationContext evaluation) {
    this(new BindContext(text, catalog, evaluation, new ColumnIds(), Map.of()));
  }

  private Binder(BindContext context) {
    this.context = context;
  }

  /** A binder that also knows the queries of {@code with}, for the same statement. */
  public Binder with(With with) {
    return new Binder(QueryBinder.named(context, with));
  }

  /** A binder that finds tables in {@code catalog}, for the same statement. */
  public Binder over(Catalog catalog) {
    return new Binder(
        new BindContext(
            context.text(), catalog, context.evaluation(), context.ids(), context.named()));
  }

  /** The time and zone of the statement. */
  public EvaluationContext evaluation() {
    return context.evaluation();
  }

  /** Where the statement's columns get their ids. */
  public ColumnIds ids() {
    return context.ids();
  }

  /** The plan of {@code query}; its output's names are the result's, and may repeat. */
  public LogicalPlan query(Query query) {
    BindContext.Bound bound = QueryBinder.bind(context, query, Optional.empty());
    return bound.plan();
  }

  /** The rows of {@code relation}, with the names its columns go by. */
  public BoundRelation relation(Relation relation) {
    BindContext.Bound bound = relation.accept(new RelationBinder(context, Optional.empty()));
    return new BoundRelation(bound.plan(), new Names(bound.scope()));
  }

  /** Names for the columns {@code output}, which {@code qualifiers} may stand before. */
  public static Names names(List<ColumnReference> output, List<String> qualifiers) {
    return new Names(Scope.of(output, qualifiers, Optional.empty()));
  }

  /**
   * A condition over the columns of {@code names}. Subqueries in it become joins on top of {@code
   * plan}.
   */
  public BoundExpression condition(
      SqlExpression condition, Names names, LogicalPlan plan, String clause) {
    Subqueries subqueries = new Subqueries();
    Expression bound = binder(names, Optional.of(subqueries), clause).bindCondition(condition);
    return new BoundExpression(subqueries.join(plan), bound);
  }

  /** A value over the columns of {@code names}, without subqueries. */
  public Expression value(SqlExpression value, Names names, String clause) {
    return binder(names, Optional.empty(), clause).bind(value);
  }

  /** A condition over the columns of {@code names}, without subqueries. */
  public Expression condition(SqlExpression condition, Names names, String clause) {
    return binder(names, Optional.empty(), clause).bindCondition(condition);
  }

  /** Binds several values over the columns of {@code names}, which may hold subqueries. */
  public ValuesWithSubqueries values(Names names, String clause) {
    Subqueries subqueries = new Subqueries();
    return new ValuesWithSubqueries(binder(names, Optional.of(subqueries), clause), subqueries);
  }

  private ExpressionBinder binder(Names names, Optional<Subqueries> subqueries, String clause) {
    return new ExpressionBinder(context, names.scope(), Optional.empty(), subqueries, clause);
  }

  /** The type that {@code type} means. */
  public DataType type(SqlType type) {
    return SqlTypes.bind(context, type);
  }

  /** An error at a part of the statement. */
  public SqlBindException error(io.moraine.engine.sql.syntax.SyntaxNode node, String message) {
    return context.error(node, message);
  }

  /** The columns of {@code plan} as a schema under the names they have. */
  public static StructType schema(LogicalPlan plan) {
    List<StructField> fields = new ArrayList<>();
    for (ColumnReference column : plan.output()) {
      fields.add(StructField.of(column.name(), column.type()).withNullable(column.nullable()));
    }
    return StructType.ofResult(fields);
  }

  /** What names may mean. */
  public static final class Names {
    private final Scope scope;

    Names(Scope scope) {
      this.scope = scope;
    }

    Scope scope() {
      return scope;
    }

    /** These names and {@code more}. */
    public Names and(Names more) {
      return new Names(scope.and(more.scope));
    }

    /** The columns that {@code *} means, in order, under their visible names. */
    public List<ColumnReference> columns() {
      return scope.columns().stream()
          .filter(column -> column.visibility() == Scope.Visibility.SHOWN)
          .map(
              column ->
                  new ColumnReference(
                      column.reference().id(),
                      column.name(),
                      column.reference().type(),
                      column.reference().nullable()))
          .toList();
    }
  }

  /** Values whose subqueries become joins under the operator that computes them. */
  public static final class ValuesWithSubqueries {
    private final ExpressionBinder binder;
    private final Subqueries subqueries;

    ValuesWithSubqueries(ExpressionBinder binder, Subqueries subqueries) {
      this.binder = binder;
      this.subqueries = subqueries;
    }

    /** One value. */
    public Expression bind(SqlExpression value) {
      return binder.bind(value);
    }

    /** The rows of {@code plan} with what the subqueries of all values give for them. */
    public LogicalPlan join(LogicalPlan plan) {
      return subqueries.join(plan);
    }
  }

  /** Rows and the names of their columns. */
  public record BoundRelation(LogicalPlan plan, Names names) {}

  /** An expression, and the plan over whose rows it is computed. */
  public record BoundExpression(LogicalPlan plan, Expression expression) {}
}
