package io.moraine.engine.bind;

import io.moraine.core.expr.Expression;
import io.moraine.core.function.Expressions;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.engine.sql.syntax.Call;
import io.moraine.engine.sql.syntax.Literal;
import io.moraine.engine.sql.syntax.Operation;
import io.moraine.engine.sql.syntax.Predicate;
import io.moraine.engine.sql.syntax.Reference;
import io.moraine.engine.sql.syntax.SqlExpression;
import io.moraine.engine.sql.syntax.SyntaxNode;
import java.util.List;
import java.util.Optional;

/**
 * Binds the expressions of one clause.
 *
 * @param context of the statement
 * @param scope the columns in reach
 * @param aggregates where aggregate calls go; empty where the clause may have none
 * @param windows where window functions go; empty where the clause may have none
 * @param subqueries where subqueries go; empty where the clause may have none
 * @param clause its name, for errors
 */
record ExpressionBinder(
    BindContext context,
    Scope scope,
    Optional<Aggregates> aggregates,
    Optional<Windows> windows,
    Optional<Subqueries> subqueries,
    String clause)
    implements SqlExpression.Visitor<Expression> {

  /** A binder for a clause without window functions. */
  ExpressionBinder(
      BindContext context,
      Scope scope,
      Optional<Aggregates> aggregates,
      Optional<Subqueries> subqueries,
      String clause) {
    this(context, scope, aggregates, Optional.empty(), subqueries, clause);
  }

  /** A binder of the same names for a part that may have no window functions. */
  ExpressionBinder withoutWindows(String part) {
    return new ExpressionBinder(context, scope, aggregates, Optional.empty(), subqueries, part);
  }

  /** The typed expression that {@code expression} means. */
  Expression bind(SqlExpression expression) {
    return expression.accept(this);
  }

  /** As {@link #bind}, for each. */
  List<Expression> bindAll(List<? extends SqlExpression> expressions) {
    return expressions.stream().map(this::bind).toList();
  }

  /** As {@link #bind}, for a condition: a boolean, or NULL. */
  Expression bindCondition(SqlExpression expression) {
    Expression condition = bind(expression);
    if (condition.type() == Primitive.BOOLEAN) {
      return condition;
    }
    if (condition.type() == Primitive.VOID) {
      return Expressions.cast(condition, Primitive.BOOLEAN);
    }
    throw context.error(
        expression,
        "%s needs a boolean, found %s of type %s"
            .formatted(clause, condition, condition.type().sql()));
  }

  /** A call of a scalar function; a fault gets {@code node}'s place. */
  Expression call(SyntaxNode node, String function, Expression... arguments) {
    return call(node, function, List.of(arguments));
  }

  /** A call of a scalar function; a fault gets {@code node}'s place. */
  Expression call(SyntaxNode node, String function, List<Expression> arguments) {
    return context.at(node, () -> Expressions.call(function, arguments));
  }

  /** The refusal of a subquery where none can stand. */
  SqlBindException noSubquery(SyntaxNode node) {
    String place = clause.startsWith("The ") ? "the " + clause.substring(4) : clause;
    return context.unsupported(node, "A subquery in " + place);
  }

  /** The type that all of {@code types} can become. */
  DataType commonType(SyntaxNode node, List<DataType> types) {
    return context.at(node, () -> Typing.commonType(types));
  }

  @Override
  public Expression visitLiteral(Literal literal) {
    return literal.accept(new LiteralBinder(context));
  }

  @Override
  public Expression visitReference(Reference reference) {
    return reference.accept(new ReferenceBinder(this));
  }

  @Override
  public Expression visitOperation(Operation operation) {
    return operation.accept(new OperationBinder(this));
  }

  @Override
  public Expression visitPredicate(Predicate predicate) {
    return predicate.accept(new PredicateBinder(this));
  }

  @Override
  public Expression visitCall(Call call) {
    return call.accept(new CallBinder(this));
  }
}
