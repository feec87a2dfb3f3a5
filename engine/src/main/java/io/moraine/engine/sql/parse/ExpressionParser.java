package io.moraine.engine.sql.parse;

import io.moraine.engine.sql.syntax.BinaryOperator;
import io.moraine.engine.sql.syntax.Identifier;
import io.moraine.engine.sql.syntax.Keywords;
import io.moraine.engine.sql.syntax.LogicalOperator;
import io.moraine.engine.sql.syntax.Operation;
import io.moraine.engine.sql.syntax.Precedence;
import io.moraine.engine.sql.syntax.Reference;
import io.moraine.engine.sql.syntax.SortKey;
import io.moraine.engine.sql.syntax.SqlExpression;
import io.moraine.engine.sql.syntax.UnaryOperator;
import java.util.ArrayList;
import java.util.List;

/** Reads expressions by the precedence of their operators. */
final class ExpressionParser {
  private final Grammar grammar;
  private final Cursor cursor;

  ExpressionParser(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  SqlExpression expression() {
    return atLeast(Precedence.LOWEST);
  }

  /** Reads an expression whose operators, outside brackets, bind at least this tightly. */
  SqlExpression atLeast(int precedence) {
    cursor.enter();
    int outerTallest = cursor.nesting().startOver();
    int from = cursor.start();
    // What binds less than this may still follow: after NOT or a predicate only AND and OR.
    int ceiling = Precedence.POSTFIX;
    SqlExpression left;
    if (precedence <= Precedence.NOT && (cursor.accept("NOT") || cursor.accept("!"))) {
      left = unary(UnaryOperator.NOT, Precedence.NOT, from);
      ceiling = Precedence.AND;
    } else {
      left = prefix();
    }
    int height = cursor.nesting().tallest() + 1;
    while (true) {
      cursor.nesting().startOver();
      SqlExpression extended = null;
      if (precedence <= Precedence.PREDICATE && Precedence.PREDICATE <= ceiling) {
        extended = grammar.predicates.after(left, from);
      }
      if (extended != null) {
        ceiling = Precedence.AND;
      } else {
        extended = binary(left, from, precedence, ceiling);
      }
      if (extended == null) {
        break;
      }
      // What binds more tightly than this operator went into its right operand, if it could.
      if (extended instanceof Operation.Binary made) {
        ceiling = Math.min(ceiling, made.operator().precedence());
      } else if (extended instanceof Operation.Logical) {
        ceiling = Precedence.AND;
      }
      left = extended;
      height = 1 + Math.max(height, cursor.nesting().tallest());
      cursor.built(height);
    }
    cursor.nesting().startOver();
    cursor.nesting().built(outerTallest);
    cursor.built(height);
    cursor.leave();
    return left;
  }

  private SqlExpression binary(SqlExpression left, int from, int precedence, int ceiling) {
    if (precedence <= Precedence.AND && cursor.at("AND")) {
      return logical(LogicalOperator.AND, left, from, Precedence.AND);
    }
    if (precedence <= Precedence.OR && cursor.at("OR")) {
      return logical(LogicalOperator.OR, left, from, Precedence.OR);
    }
    BinaryOperator operator = operatorAhead();
    if (operator == null || operator.precedence() < precedence || operator.precedence() > ceiling) {
      return null;
    }
    int length = operator.symbol().startsWith(">>") ? operator.symbol().length() : 1;
    for (int i = 0; i < length; i++) {
      cursor.advance();
    }
    SqlExpression right = atLeast(operator.precedence() + 1);
    return new Operation.Binary(operator, left, right, cursor.since(from));
  }

  private SqlExpression logical(
      LogicalOperator operator, SqlExpression left, int from, int precedence) {
    List<SqlExpression> operands = new ArrayList<>();
    flatten(operator, left, operands);
    while (cursor.accept(operator.name())) {
      flatten(operator, atLeast(precedence + 1), operands);
    }
    return new Operation.Logical(operator, operands, cursor.since(from));
  }

  private static void flatten(
      LogicalOperator operator, SqlExpression operand, List<SqlExpression> operands) {
    if (operand instanceof Operation.Logical logical && logical.operator() == operator) {
      operands.addAll(logical.operands());
    } else {
      operands.add(operand);
    }
  }

  private BinaryOperator operatorAhead() {
    return switch (cursor.peek().upper()) {
      case "*" -> BinaryOperator.MULTIPLY;
      case "/" -> BinaryOperator.DIVIDE;
      case "%" -> BinaryOperator.REMAINDER;
      case "DIV" -> BinaryOperator.INTEGER_DIVIDE;
      case "+" -> BinaryOperator.ADD;
      case "-" -> BinaryOperator.SUBTRACT;
      case "||" -> BinaryOperator.CONCATENATE;
      case "<<" -> BinaryOperator.SHIFT_LEFT;
      case "&" -> BinaryOperator.BIT_AND;
      case "^" -> BinaryOperator.BIT_XOR;
      case "|" -> BinaryOperator.BIT_OR;
      case "=", "==" -> BinaryOperator.EQUAL;
      case "<=>" -> BinaryOperator.NULL_SAFE_EQUAL;
      case "<>", "!=" -> BinaryOperator.NOT_EQUAL;
      case "<" -> BinaryOperator.LESS;
      case "<=" -> BinaryOperator.LESS_OR_EQUAL;
      case ">=" -> BinaryOperator.GREATER_OR_EQUAL;
      case ">" -> greater();
      default -> null;
    };
  }

  /** The operator of one, two or three {@code >} without blanks between them. */
  private BinaryOperator greater() {
    int length = 1;
    while (length < 3
        && cursor.peek(length).is(">")
        && cursor.peek(length).from() == cursor.start() + length) {
      length++;
    }
    return switch (length) {
      case 1 -> BinaryOperator.GREATER;
      case 2 -> BinaryOperator.SHIFT_RIGHT;
      default -> BinaryOperator.SHIFT_RIGHT_UNSIGNED;
    };
  }

  private SqlExpression prefix() {
    int from = cursor.start();
    if (cursor.at("-") && cursor.peek(1).isNumber()) {
      // The sign belongs to the number, so that -128Y and the least BIGINT can be written.
      return grammar.primaries.postfix(grammar.literals.number(), from);
    }
    if (cursor.accept("-")) {
      return unary(UnaryOperator.NEGATE, Precedence.UNARY, from);
    }
    if (cursor.accept("+")) {
      return unary(UnaryOperator.PLUS, Precedence.UNARY, from);
    }
    if (cursor.accept("~")) {
      return unary(UnaryOperator.BIT_NOT, Precedence.UNARY, from);
    }
    return grammar.primaries.postfix(grammar.primaries.primary(), from);
  }

  private SqlExpression unary(UnaryOperator operator, int precedence, int from) {
    SqlExpression operand = atLeast(precedence);
    return new Operation.Unary(operator, operand, cursor.since(from));
  }

  /** Reads an item of a SELECT list or the like: an expression with or without an alias. */
  SqlExpression aliased() {
    int from = cursor.start();
    SqlExpression expression = expression();
    List<Identifier> names;
    if (expression instanceof Reference.Star) {
      return expression;
    } else if (cursor.accept("AS")) {
      names =
          cursor.at("(")
              ? cursor.parenthesised(() -> cursor.identifier("an alias"))
              : List.of(cursor.identifier("an alias"));
    } else if (atBareAlias()) {
      names = List.of(cursor.identifier("an alias"));
    } else {
      return expression;
    }
    return new Operation.Aliased(expression, names, cursor.since(from));
  }

  /** Whether the next token can be an alias without AS. */
  boolean atBareAlias() {
    return cursor.atIdentifier() && Keywords.canBeBareAlias(cursor.peek().upper());
  }

  /** Reads an expression, or the word DEFAULT alone. */
  SqlExpression valueOrDefault() {
    return cursor.at("DEFAULT") && isEndOfItem(cursor.peek(1))
        ? placeholder(Reference.PlaceholderKind.DEFAULT)
        : expression();
  }

  /** Reads the next word as a placeholder. */
  SqlExpression placeholder(Reference.PlaceholderKind kind) {
    int from = cursor.start();
    cursor.advance();
    return new Reference.Placeholder(kind, cursor.since(from));
  }

  private static boolean isEndOfItem(Token token) {
    return token.kind() == TokenKind.END
        || token.is(",")
        || token.is(")")
        || token.is(";")
        || token.is("WHERE")
        || token.is("WHEN");
  }

  SortKey sortKey() {
    int from = cursor.start();
    return sortKey(expression(), from);
  }

  /** Reads what follows a sort key's expression. */
  SortKey sortKey(SqlExpression expression, int from) {
    SortKey.Direction direction = SortKey.Direction.ASCENDING;
    if (cursor.accept("DESC")) {
      direction = SortKey.Direction.DESCENDING;
    } else {
      cursor.accept("ASC");
    }
    SortKey.NullOrder nulls = SortKey.NullOrder.DEFAULT;
    if (cursor.accept("NULLS")) {
      if (cursor.accept("FIRST")) {
        nulls = SortKey.NullOrder.FIRST;
      } else {
        cursor.expect("LAST");
        nulls = SortKey.NullOrder.LAST;
      }
    }
    return new SortKey(expression, direction, nulls, cursor.since(from));
  }
}
