package io.moraine.engine.sql.text;

import io.moraine.engine.sql.syntax.BinaryOperator;
import io.moraine.engine.sql.syntax.Call;
import io.moraine.engine.sql.syntax.Identifier;
import io.moraine.engine.sql.syntax.Literal;
import io.moraine.engine.sql.syntax.LogicalOperator;
import io.moraine.engine.sql.syntax.Operation;
import io.moraine.engine.sql.syntax.Precedence;
import io.moraine.engine.sql.syntax.Predicate;
import io.moraine.engine.sql.syntax.Reference;
import io.moraine.engine.sql.syntax.SortKey;
import io.moraine.engine.sql.syntax.SqlExpression;
import io.moraine.engine.sql.syntax.UnaryOperator;
import io.moraine.engine.sql.syntax.Window;
import java.util.List;

/** Prints expressions, with the parentheses that precedence asks for. */
final class ExpressionPrinter implements SqlExpression.Visitor<Void> {
  private final Text text;
  private final OperationPrinter operations;
  private final PredicatePrinter predicates;
  private final CallPrinter calls;

  ExpressionPrinter(Text text) {
    this.text = text;
    this.operations = new OperationPrinter(text);
    this.predicates = new PredicatePrinter(text);
    this.calls = new CallPrinter(text);
  }

  void print(SqlExpression expression) {
    expression.accept(this);
  }

  /** Prints an operand of something that binds its operands at least this tightly. */
  void print(SqlExpression expression, int precedence) {
    if (precedence(expression) >= precedence) {
      print(expression);
    } else {
      text.add("(");
      print(expression);
      text.add(")");
    }
  }

  private static int precedence(SqlExpression expression) {
    if (expression instanceof Operation.Logical logical) {
      return logical.operator() == LogicalOperator.OR ? Precedence.OR : Precedence.AND;
    }
    if (expression instanceof Operation.Unary unary) {
      return unary.operator() == UnaryOperator.NOT ? Precedence.NOT : Precedence.UNARY;
    }
    if (expression instanceof Operation.Binary binary) {
      return binary.operator().precedence();
    }
    if (expression instanceof Operation.Lambda) {
      return Precedence.LOWEST;
    }
    boolean primary = expression instanceof Predicate.Exists || !(expression instanceof Predicate);
    return primary ? Precedence.POSTFIX : Precedence.PREDICATE;
  }

  @Override
  public Void visitLiteral(Literal literal) {
    return literal.accept(text.literals);
  }

  @Override
  public Void visitReference(Reference reference) {
    return reference.accept(text.references);
  }

  @Override
  public Void visitOperation(Operation operation) {
    return operation.accept(operations);
  }

  @Override
  public Void visitPredicate(Predicate predicate) {
    return predicate.accept(predicates);
  }

  @Override
  public Void visitCall(Call call) {
    return call.accept(calls);
  }

  void sortKey(SortKey key) {
    print(key.expression());
    text.addIf(key.direction() == SortKey.Direction.DESCENDING, " DESC");
    text.addIf(key.nulls() != SortKey.NullOrder.DEFAULT, " NULLS " + key.nulls());
  }

  void alias(List<Identifier> names) {
    text.add(" AS ");
    if (names.size() == 1) {
      text.name(names.get(0));
    } else {
      text.parenthesised(names, text::name);
    }
  }

  void window(Window window) {
    calls.window(window);
  }

  /** The precedence that the right operand of a left-associative operator needs. */
  static int above(BinaryOperator operator) {
    return operator.precedence() + 1;
  }
}
