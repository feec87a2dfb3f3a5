package io.moraine.engine.sql.text;

import io.moraine.engine.sql.syntax.Precedence;
import io.moraine.engine.sql.syntax.Predicate;
import io.moraine.engine.sql.syntax.Predicate.LikeQuantifier;
import io.moraine.engine.sql.syntax.SqlExpression;

/** Prints predicates. */
final class PredicatePrinter implements Predicate.Visitor<Void> {
  private final Text text;

  PredicatePrinter(Text text) {
    this.text = text;
  }

  private void value(SqlExpression operand) {
    text.expressions.print(operand, Precedence.COMPARISON);
  }

  @Override
  public Void visitIs(Predicate.Is is) {
    value(is.operand());
    text.add(is.negated() ? " IS NOT " : " IS ").add(is.test().name());
    return null;
  }

  @Override
  public Void visitBetween(Predicate.Between between) {
    value(between.operand());
    text.add(between.negated() ? " NOT BETWEEN " : " BETWEEN ");
    value(between.low());
    text.add(" AND ");
    value(between.high());
    return null;
  }

  @Override
  public Void visitInList(Predicate.InList in) {
    value(in.operand());
    text.add(in.negated() ? " NOT IN " : " IN ")
        .parenthesised(in.candidates(), text.expressions::print);
    return null;
  }

  @Override
  public Void visitInQuery(Predicate.InQuery in) {
    value(in.operand());
    text.add(in.negated() ? " NOT IN (" : " IN (");
    text.queries.print(in.query());
    text.add(")");
    return null;
  }

  @Override
  public Void visitLike(Predicate.Like like) {
    value(like.operand());
    text.add(like.negated() ? " NOT " : " ").add(like.kind().name()).add(" ");
    if (like.quantifier() == LikeQuantifier.ONE) {
      value(like.patterns().get(0));
      text.clause(" ESCAPE ", like.escape(), text::string);
    } else {
      text.add(like.quantifier().name())
          .add(" ")
          .parenthesised(like.patterns(), text.expressions::print);
    }
    return null;
  }

  @Override
  public Void visitExists(Predicate.Exists exists) {
    text.add("EXISTS (");
    text.queries.print(exists.query());
    text.add(")");
    return null;
  }
}
