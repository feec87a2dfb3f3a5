package io.moraine.engine.sql.text;

import io.moraine.engine.sql.syntax.BinaryOperator;
import io.moraine.engine.sql.syntax.Literal;
import io.moraine.engine.sql.syntax.LogicalOperator;
import io.moraine.engine.sql.syntax.Operation;
import io.moraine.engine.sql.syntax.Precedence;
import io.moraine.engine.sql.syntax.Reference;
import io.moraine.engine.sql.syntax.SqlExpression;
import io.moraine.engine.sql.syntax.UnaryOperator;

/** Prints operations. */
final class OperationPrinter implements Operation.Visitor<Void> {
  private final Text text;

  OperationPrinter(Text text) {
    this.text = text;
  }

  @Override
  public Void visitUnary(Operation.Unary unary) {
    if (unary.operator() == UnaryOperator.NOT) {
      text.add("NOT ");
      text.expressions.print(unary.operand(), Precedence.NOT);
      return null;
    }
    text.add(unary.operator().symbol());
    boolean negate = unary.operator() == UnaryOperator.NEGATE;
    // A minus just before another would begin a comment, and before a number become its sign.
    text.addIf(negate && isNegation(unary.operand()), " ");
    if (negate && beginsWithNumber(unary.operand())) {
      text.add("(");
      text.expressions.print(unary.operand());
      text.add(")");
    } else {
      text.expressions.print(unary.operand(), Precedence.UNARY);
    }
    return null;
  }

  private static boolean isNegation(SqlExpression operand) {
    return operand instanceof Operation.Unary inner && inner.operator() == UnaryOperator.NEGATE;
  }

  private static boolean beginsWithNumber(SqlExpression operand) {
    SqlExpression first = operand;
    while (true) {
      if (first instanceof Reference.Subscript subscript) {
        first = subscript.base();
      } else if (first instanceof Reference.FieldAccess access) {
        first = access.base();
      } else if (first instanceof Reference.VariantPath path) {
        first = path.base();
      } else {
        return first instanceof Literal.NumberLiteral;
      }
    }
  }

  @Override
  public Void visitBinary(Operation.Binary binary) {
    BinaryOperator operator = binary.operator();
    // Predicates do not chain, so that their left operand too binds more tightly.
    boolean chains = operator.precedence() != Precedence.PREDICATE;
    text.expressions.print(
        binary.left(), chains ? operator.precedence() : ExpressionPrinter.above(operator));
    text.add(" ").add(operator.symbol()).add(" ");
    text.expressions.print(binary.right(), ExpressionPrinter.above(operator));
    return null;
  }

  @Override
  public Void visitLogical(Operation.Logical logical) {
    int above = logical.operator() == LogicalOperator.OR ? Precedence.AND : Precedence.NOT;
    text.list(
        logical.operands(),
        " " + logical.operator() + " ",
        operand -> text.expressions.print(operand, above));
    return null;
  }

  @Override
  public Void visitCase(Operation.Case node) {
    text.add("CASE").clause(" ", node.operand(), text.expressions::print);
    for (Operation.Branch branch : node.branches()) {
      text.add(" WHEN ");
      text.expressions.print(branch.condition());
      text.add(" THEN ");
      text.expressions.print(branch.result());
    }
    text.clause(" ELSE ", node.otherwise(), text.expressions::print).add(" END");
    return null;
  }

  @Override
  public Void visitCast(Operation.Cast cast) {
    text.add(cast.kind().name()).add("(");
    text.expressions.print(cast.operand());
    text.add(" AS ");
    text.types.print(cast.type());
    text.add(")");
    return null;
  }

  @Override
  public Void visitLambda(Operation.Lambda lambda) {
    if (lambda.parameters().size() == 1) {
      text.name(lambda.parameters().get(0));
    } else {
      text.parenthesised(lambda.parameters(), text::name);
    }
    text.add(" -> ");
    text.expressions.print(lambda.body());
    return null;
  }

  @Override
  public Void visitRow(Operation.Row row) {
    text.parenthesised(row.values(), text.expressions::print);
    return null;
  }

  @Override
  public Void visitScalarSubquery(Operation.ScalarSubquery subquery) {
    text.add("(");
    text.queries.print(subquery.query());
    text.add(")");
    return null;
  }

  @Override
  public Void visitAliased(Operation.Aliased aliased) {
    text.expressions.print(aliased.expression());
    text.expressions.alias(aliased.names());
    return null;
  }

  @Override
  public Void visitNamedArgument(Operation.NamedArgument argument) {
    text.name(argument.name()).add(" => ");
    text.expressions.print(argument.value());
    return null;
  }
}
