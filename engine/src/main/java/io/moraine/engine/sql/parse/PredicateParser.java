package io.moraine.engine.sql.parse;

import io.moraine.engine.sql.syntax.BinaryOperator;
import io.moraine.engine.sql.syntax.Operation;
import io.moraine.engine.sql.syntax.Precedence;
import io.moraine.engine.sql.syntax.Predicate;
import io.moraine.engine.sql.syntax.Predicate.IsTest;
import io.moraine.engine.sql.syntax.Predicate.LikeKind;
import io.moraine.engine.sql.syntax.Predicate.LikeQuantifier;
import io.moraine.engine.sql.syntax.Query;
import io.moraine.engine.sql.syntax.SqlExpression;
import java.util.List;
import java.util.Optional;

/** Reads IS, BETWEEN, IN and LIKE after their operand. */
final class PredicateParser {
  private final Grammar grammar;
  private final Cursor cursor;

  PredicateParser(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  /** Reads the predicate that follows {@code operand}; null if none does. */
  SqlExpression after(SqlExpression operand, int from) {
    if (cursor.accept("IS")) {
      return is(operand, from);
    }
    boolean negated = (cursor.at("NOT") || cursor.at("!")) && isPredicate(cursor.peek(1));
    if (negated) {
      cursor.advance();
    }
    if (cursor.accept("BETWEEN")) {
      SqlExpression low = value();
      cursor.expect("AND");
      SqlExpression high = value();
      return new Predicate.Between(operand, low, high, negated, cursor.since(from));
    }
    if (cursor.accept("IN")) {
      return in(operand, negated, from);
    }
    if (cursor.accept("LIKE")) {
      return like(LikeKind.LIKE, operand, negated, from);
    }
    if (cursor.accept("ILIKE")) {
      return like(LikeKind.ILIKE, operand, negated, from);
    }
    if (cursor.accept("RLIKE") || cursor.accept("REGEXP")) {
      SqlExpression pattern = value();
      return new Predicate.Like(
          LikeKind.RLIKE,
          operand,
          LikeQuantifier.ONE,
          List.of(pattern),
          Optional.empty(),
          negated,
          cursor.since(from));
    }
    return null;
  }

  private static boolean isPredicate(Token token) {
    return switch (token.upper()) {
      case "BETWEEN", "IN", "LIKE", "ILIKE", "RLIKE", "REGEXP" -> true;
      default -> false;
    };
  }

  /** An operand of a predicate: it binds more tightly than predicates do. */
  private SqlExpression value() {
    return grammar.expressions.atLeast(Precedence.COMPARISON);
  }

  private SqlExpression is(SqlExpression operand, int from) {
    boolean negated = cursor.accept("NOT") || cursor.accept("!");
    if (cursor.accept("DISTINCT", "FROM")) {
      BinaryOperator operator =
          negated ? BinaryOperator.IS_NOT_DISTINCT_FROM : BinaryOperator.IS_DISTINCT_FROM;
      SqlExpression right = value();
      return new Operation.Binary(operator, operand, right, cursor.since(from));
    }
    for (IsTest test : IsTest.values()) {
      if (cursor.accept(test.name())) {
        return new Predicate.Is(operand, test, negated, cursor.since(from));
      }
    }
    throw cursor.unexpected(
        (negated ? "" : "NOT, ") + "NULL, TRUE, FALSE, UNKNOWN or DISTINCT FROM after IS");
  }

  private SqlExpression in(SqlExpression operand, boolean negated, int from) {
    // As in Spark, IN ((SELECT 1)) is a list of one subquery.
    boolean doubled = cursor.peek(1).is("(") && cursor.closingOf(1) + 1 == cursor.closingOf(0);
    if (cursor.at("(") && !doubled && grammar.queries.isQueryInParentheses(0)) {
      cursor.expect("(");
      Query query = grammar.queries.query();
      cursor.expect(")");
      return new Predicate.InQuery(operand, query, negated, cursor.since(from));
    }
    List<SqlExpression> candidates = cursor.parenthesised(grammar.expressions::expression);
    return new Predicate.InList(operand, candidates, negated, cursor.since(from));
  }

  private SqlExpression like(LikeKind kind, SqlExpression operand, boolean negated, int from) {
    LikeQuantifier quantifier = LikeQuantifier.ONE;
    if (cursor.accept("ANY", "(") || cursor.accept("SOME", "(")) {
      quantifier = LikeQuantifier.ANY;
    } else if (cursor.accept("ALL", "(")) {
      quantifier = LikeQuantifier.ALL;
    }
    if (quantifier != LikeQuantifier.ONE) {
      List<SqlExpression> patterns = cursor.list(grammar.expressions::expression);
      cursor.expect(")");
      return new Predicate.Like(
          kind, operand, quantifier, patterns, Optional.empty(), negated, cursor.since(from));
    }
    SqlExpression pattern = value();
    Optional<String> escape = Optional.empty();
    if (cursor.accept("ESCAPE")) {
      int escapeAt = cursor.start();
      String character = cursor.string("a string of one character after ESCAPE");
      if (character.codePointCount(0, character.length()) != 1) {
        throw cursor.error(
            escapeAt, "expected one character after ESCAPE, found '" + character + "'");
      }
      escape = Optional.of(character);
    }
    return new Predicate.Like(
        kind, operand, quantifier, List.of(pattern), escape, negated, cursor.since(from));
  }
}
