package io.moraine.engine.bind;

import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.expr.Operators;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.engine.plan.Mark;
import io.moraine.engine.sql.syntax.Operation;
import io.moraine.engine.sql.syntax.Predicate;
import io.moraine.engine.sql.syntax.Predicate.Between;
import io.moraine.engine.sql.syntax.Predicate.Exists;
import io.moraine.engine.sql.syntax.Predicate.InList;
import io.moraine.engine.sql.syntax.Predicate.InQuery;
import io.moraine.engine.sql.syntax.Predicate.Is;
import io.moraine.engine.sql.syntax.Predicate.Like;
import io.moraine.engine.sql.syntax.Predicate.LikeQuantifier;
import io.moraine.engine.sql.syntax.SqlExpression;
import io.moraine.engine.sql.syntax.SyntaxNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Binds conditions. */
record PredicateBinder(ExpressionBinder binder) implements Predicate.Visitor<Expression> {

  private static Expression negated(boolean negated, Expression condition) {
    return negated ? Operators.not(condition) : condition;
  }

  @Override
  public Expression visitIs(Is is) {
    return switch (is.test()) {
      case NULL -> {
        Expression operand = binder.bind(is.operand());
        yield is.negated() ? Operators.isNotNull(operand) : Operators.isNull(operand);
      }
      case UNKNOWN -> {
        Expression operand = binder.bindCondition(is.operand());
        yield is.negated() ? Operators.isNotNull(operand) : Operators.isNull(operand);
      }
      case TRUE, FALSE -> {
        Expression value = Literal.of(is.test() == Predicate.IsTest.TRUE);
        yield negated(
            is.negated(),
            Operators.compare(Operators.NULL_SAFE_EQ, binder.bindCondition(is.operand()), value));
      }
    };
  }

  @Override
  public Expression visitBetween(Between between) {
    Expression operand = binder.bind(between.operand());
    Expression low = binder.call(between, Operators.GE, operand, binder.bind(between.low()));
    Expression high = binder.call(between, Operators.LE, operand, binder.bind(between.high()));
    return negated(between.negated(), Operators.and(low, high));
  }

  @Override
  public Expression visitInList(InList in) {
    List<Expression> arguments = new ArrayList<>();
    arguments.add(binder.bind(in.operand()));
    in.candidates().forEach(candidate -> arguments.add(binder.bind(candidate)));
    return negated(in.negated(), binder.call(in, Operators.IN, arguments));
  }

  @Override
  public Expression visitInQuery(InQuery in) {
    Subqueries subqueries = subqueries(in);
    BindContext.Bound bound = QueryBinder.subquery(binder, in.query());
    List<SqlExpression> operands =
        in.operand() instanceof Operation.Row row ? row.values() : List.of(in.operand());
    List<ColumnReference> columns = bound.plan().output();
    if (columns.size() != operands.size()) {
      throw binder
          .context()
          .error(
              in,
              "IN needs a subquery of as many columns as it has values, found %d and %d"
                  .formatted(columns.size(), operands.size()));
    }
    List<Expression> equal = new ArrayList<>();
    for (int i = 0; i < operands.size(); i++) {
      equal.add(binder.call(in, Operators.EQ, binder.bind(operands.get(i)), columns.get(i)));
    }
    Expression membership = Operators.and(equal);
    ColumnReference column = binder.context().ids().fresh("in", Primitive.BOOLEAN, true);
    return negated(
        in.negated(), subqueries.mark(bound.plan(), new Mark(column, Optional.of(membership))));
  }

  @Override
  public Expression visitExists(Exists exists) {
    Subqueries subqueries = subqueries(exists);
    BindContext.Bound bound = QueryBinder.subquery(binder, exists.query());
    ColumnReference column = binder.context().ids().fresh("exists", Primitive.BOOLEAN, false);
    return subqueries.mark(bound.plan(), new Mark(column, Optional.empty()));
  }

  private Subqueries subqueries(SyntaxNode node) {
    return binder.subqueries().orElseThrow(() -> binder.noSubquery(node));
  }

  @Override
  public Expression visitLike(Like like) {
    Expression operand = binder.bind(like.operand());
    List<Expression> matches = new ArrayList<>();
    for (SqlExpression pattern : like.patterns()) {
      List<Expression> arguments = new ArrayList<>(List.of(operand, binder.bind(pattern)));
      like.escape().map(Literal::of).ifPresent(arguments::add);
      Expression match = binder.call(like, like.kind().name().toLowerCase(Locale.ROOT), arguments);
      matches.add(negated(like.negated(), match));
    }
    return matches.stream()
        .reduce(like.quantifier() == LikeQuantifier.ANY ? Operators::or : Operators::and)
        .orElse(Literal.TRUE);
  }
}
