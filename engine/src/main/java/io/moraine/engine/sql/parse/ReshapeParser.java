package io.moraine.engine.sql.parse;

import io.moraine.engine.sql.syntax.Identifier;
import io.moraine.engine.sql.syntax.QualifiedName;
import io.moraine.engine.sql.syntax.Relation;
import io.moraine.engine.sql.syntax.Relation.SampleSize;
import io.moraine.engine.sql.syntax.Relation.UnpivotGroup;
import io.moraine.engine.sql.syntax.SqlExpression;
import java.util.List;
import java.util.Optional;

/** Reads TABLESAMPLE, PIVOT and UNPIVOT after a relation. */
final class ReshapeParser {
  private final Grammar grammar;
  private final Cursor cursor;

  ReshapeParser(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  Relation sample(Relation relation, int from) {
    if (!cursor.accept("TABLESAMPLE")) {
      return relation;
    }
    cursor.expect("(");
    SampleSize size = sampleSize();
    cursor.expect(")");
    Optional<Long> seed = Optional.empty();
    if (cursor.accept("REPEATABLE")) {
      cursor.expect("(");
      seed = Optional.of((long) cursor.integer("a whole number"));
      cursor.expect(")");
    }
    return new Relation.Sampled(relation, size, seed, cursor.since(from));
  }

  private SampleSize sampleSize() {
    if (cursor.accept("BUCKET")) {
      int ordinal = cursor.integer("the number of a bucket");
      cursor.expect("OUT", "OF");
      return new SampleSize.Bucket(ordinal, cursor.integer("the number of buckets"));
    }
    if (cursor.peek().isNumber() && cursor.peek(1).is("PERCENT")) {
      String percent = grammar.literals.number().digits();
      cursor.expect("PERCENT");
      return new SampleSize.Percent(percent);
    }
    SqlExpression count = grammar.expressions.expression();
    if (!cursor.accept("ROWS")) {
      throw cursor.unexpected("'ROWS', or a number and 'PERCENT'");
    }
    return new SampleSize.Rows(count);
  }

  /** Reads every PIVOT and UNPIVOT that follows, each with its alias. */
  Relation after(Relation relation, int from) {
    Relation result = relation;
    while (true) {
      if (cursor.at("PIVOT", "(")) {
        result = pivot(result, from);
      } else if (cursor.at("UNPIVOT")) {
        result = unpivot(result, from);
      } else {
        return result;
      }
      cursor.built(cursor.nesting().tallest() + 1);
      result = grammar.relations.aliased(result, from);
    }
  }

  private Relation pivot(Relation relation, int from) {
    cursor.expect("PIVOT", "(");
    List<SqlExpression> aggregates = cursor.list(grammar.expressions::aliased);
    cursor.expect("FOR");
    List<Identifier> columns = oneOrMore("a column");
    cursor.expect("IN");
    List<SqlExpression> values = cursor.parenthesised(grammar.expressions::aliased);
    cursor.expect(")");
    return new Relation.Pivot(relation, aggregates, columns, values, cursor.since(from));
  }

  private Relation unpivot(Relation relation, int from) {
    cursor.expect("UNPIVOT");
    boolean includeNulls = cursor.accept("INCLUDE", "NULLS");
    if (!includeNulls) {
      cursor.accept("EXCLUDE", "NULLS");
    }
    cursor.expect("(");
    List<Identifier> values = oneOrMore("the name of a column of values");
    cursor.expect("FOR");
    Identifier name = cursor.identifier("the name of the column of names");
    cursor.expect("IN");
    List<UnpivotGroup> groups = cursor.parenthesised(this::unpivotGroup);
    cursor.expect(")");
    return new Relation.Unpivot(relation, includeNulls, values, name, groups, cursor.since(from));
  }

  private UnpivotGroup unpivotGroup() {
    List<QualifiedName> columns =
        cursor.at("(")
            ? cursor.parenthesised(() -> cursor.qualifiedName("a column"))
            : List.of(cursor.qualifiedName("a column"));
    return new UnpivotGroup(columns, grammar.tables.alias());
  }

  private List<Identifier> oneOrMore(String what) {
    return cursor.at("(")
        ? cursor.parenthesised(() -> cursor.identifier(what))
        : List.of(cursor.identifier(what));
  }
}
