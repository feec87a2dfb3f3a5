package io.moraine.engine.bind;

import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.expr.Operators;
import io.moraine.core.function.Expressions;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.engine.sql.syntax.BinaryOperator;
import io.moraine.engine.sql.syntax.LogicalOperator;
import io.moraine.engine.sql.syntax.Operation;
import io.moraine.engine.sql.syntax.Operation.Aliased;
import io.moraine.engine.sql.syntax.Operation.Binary;
import io.moraine.engine.sql.syntax.Operation.Branch;
import io.moraine.engine.sql.syntax.Operation.Case;
import io.moraine.engine.sql.syntax.Operation.Cast;
import io.moraine.engine.sql.syntax.Operation.CastKind;
import io.moraine.engine.sql.syntax.Operation.Lambda;
import io.moraine.engine.sql.syntax.Operation.Logical;
import io.moraine.engine.sql.syntax.Operation.NamedArgument;
import io.moraine.engine.sql.syntax.Operation.Row;
import io.moraine.engine.sql.syntax.Operation.ScalarSubquery;
import io.moraine.engine.sql.syntax.Operation.Unary;
import io.moraine.engine.sql.syntax.SqlExpression;
import java.util.ArrayList;
import java.util.List;

/** Binds what operators and keywords make of other expressions. */
record OperationBinder(ExpressionBinder binder) implements Operation.Visitor<Expression> {

  @Override
  public Expression visitUnary(Unary unary) {
    return switch (unary.operator()) {
      case PLUS -> binder.bind(unary.operand());
      case NEGATE -> binder.call(unary, "negative", binder.bind(unary.operand()));
      case BIT_NOT -> binder.call(unary, "~", binder.bind(unary.operand()));
      case NOT -> Operators.not(binder.bindCondition(unary.operand()));
    };
  }

  @Override
  public Expression visitBinary(Binary binary) {
    if (Intervals.involved(binary)) {
      return Intervals.bind(binder, binary);
    }
    Expression left = binder.bind(binary.left());
    Expression right = binder.bind(binary.right());
    return switch (binary.operator()) {
      case IS_NOT_DISTINCT_FROM -> binder.call(binary, Operators.NULL_SAFE_EQ, left, right);
      case IS_DISTINCT_FROM ->
          Operators.not(binder.call(binary, Operators.NULL_SAFE_EQ, left, right));
      default -> binder.call(binary, name(binary.operator()), left, right);
    };
  }

  private static String name(BinaryOperator operator) {
    return switch (operator) {
      case INTEGER_DIVIDE -> "div";
      case CONCATENATE -> "concat";
      default -> operator.symbol();
    };
  }

  @Override
  public Expression visitLogical(Logical logical) {
    List<Expression> operands = logical.operands().stream().map(binder::bindCondition).toList();
    return logical.operator() == LogicalOperator.AND
        ? Operators.and(operands)
        : Operators.or(operands);
  }

  @Override
  public Expression visitCase(Case node) {
    List<Expression> conditions = new ArrayList<>();
    List<Expression> results = new ArrayList<>();
    for (Branch branch : node.branches()) {
      conditions.add(
          node.operand()
              .map(
                  operand ->
                      binder.call(
                          branch.condition(),
                          Operators.EQ,
                          binder.bind(operand),
                          binder.bind(branch.condition())))
              .orElseGet(() -> binder.bindCondition(branch.condition())));
      results.add(binder.bind(branch.result()));
    }
    results.add(node.otherwise().map(binder::bind).orElseGet(() -> Literal.ofNull(Primitive.VOID)));
    DataType type =
        binder.commonType(node, results.stream().map(Expression::type).distinct().toList());
    List<io.moraine.core.expr.Case.Branch> branches = new ArrayList<>();
    for (int i = 0; i < conditions.size(); i++) {
      branches.add(
          new io.moraine.core.expr.Case.Branch(
              conditions.get(i), Expressions.cast(results.get(i), type)));
    }
    return new io.moraine.core.expr.Case(
        branches, Expressions.cast(results.get(results.size() - 1), type));
  }

  @Override
  public Expression visitCast(Cast cast) {
    Expression operand = binder.bind(cast.operand());
    DataType type = SqlTypes.bind(binder.context(), cast.type());
    if (operand.type() == DataType.Primitive.VARIANT && type != DataType.Primitive.VARIANT) {
      return VariantBinder.cast(operand, type, cast.kind() != CastKind.CAST);
    }
    return binder
        .context()
        .at(
            cast,
            () ->
                cast.kind() == CastKind.CAST
                    ? Expressions.cast(operand, type)
                    : Expressions.tryCast(operand, type));
  }

  @Override
  public Expression visitLambda(Lambda lambda) {
    throw binder
        .context()
        .error(lambda, "A lambda can stand only as an argument of a function that applies it");
  }

  @Override
  public Expression visitRow(Row row) {
    List<SqlExpression> values = row.values();
    return binder.call(row, "struct", binder.bindAll(values));
  }

  @Override
  public Expression visitScalarSubquery(ScalarSubquery subquery) {
    Subqueries subqueries = binder.subqueries().orElseThrow(() -> binder.noSubquery(subquery));
    BindContext.Bound bound = QueryBinder.subquery(binder, subquery.query());
    if (bound.plan().output().size() != 1) {
      throw binder
          .context()
          .error(
              subquery,
              "A subquery in place of a value must have one column, this one has %d"
                  .formatted(bound.plan().output().size()));
    }
    return subqueries.single(bound.plan());
  }

  @Override
  public Expression visitAliased(Aliased aliased) {
    return binder.bind(aliased.expression());
  }

  @Override
  public Expression visitNamedArgument(NamedArgument argument) {
    throw binder.context().unsupported(argument, "An argument by name");
  }
}
