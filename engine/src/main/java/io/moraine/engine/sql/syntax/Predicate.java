package io.moraine.engine.sql.syntax;

import java.util.List;
import java.util.Optional;

/** An expression that is true, false or unknown. */
public sealed interface Predicate extends SqlExpression {

  /** Calls the visitor's method for this case. */
  <R> R accept(Visitor<R> visitor);

  @Override
  default <R> R accept(SqlExpression.Visitor<R> visitor) {
    return visitor.visitPredicate(this);
  }

  /** What {@link Is} asks for. */
  enum IsTest {
    NULL,
    TRUE,
    FALSE,
    UNKNOWN
  }

  /** The language of a pattern. */
  enum LikeKind {
    LIKE,
    ILIKE,
    RLIKE
  }

  /** How many patterns must match. */
  enum LikeQuantifier {
    /** The one there is. */
    ONE,
    ANY,
    ALL
  }

  /** IS [NOT] with NULL, TRUE, FALSE or UNKNOWN. */
  record Is(SqlExpression operand, IsTest test, boolean negated, SourceRange range)
      implements Predicate {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitIs(this);
    }
  }

  /** Both bounds included. */
  record Between(
      SqlExpression operand,
      SqlExpression low,
      SqlExpression high,
      boolean negated,
      SourceRange range)
      implements Predicate {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitBetween(this);
    }
  }

  /** [NOT] IN (a, b). Never empty. */
  record InList(
      SqlExpression operand, List<SqlExpression> candidates, boolean negated, SourceRange range)
      implements Predicate {
    public InList {
      candidates = List.copyOf(candidates);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitInList(this);
    }
  }

  /** [NOT] IN (query). */
  record InQuery(SqlExpression operand, Query query, boolean negated, SourceRange range)
      implements Predicate {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitInQuery(this);
    }
  }

  /** A match with one pattern, or with any or all of several. An escape is one code point. */
  record Like(
      LikeKind kind,
      SqlExpression operand,
      LikeQuantifier quantifier,
      List<SqlExpression> patterns,
      Optional<String> escape,
      boolean negated,
      SourceRange range)
      implements Predicate {
    public Like {
      patterns = List.copyOf(patterns);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitLike(this);
    }
  }

  /** EXISTS (query). */
  record Exists(Query query, SourceRange range) implements Predicate {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitExists(this);
    }
  }

  /** One method for each case. */
  interface Visitor<R> {
    R visitIs(Is is);

    R visitBetween(Between between);

    R visitInList(InList inList);

    R visitInQuery(InQuery inQuery);

    R visitLike(Like like);

    R visitExists(Exists exists);
  }
}
