package io.moraine.engine.sql.parse;

import io.moraine.engine.sql.syntax.Grouping;
import io.moraine.engine.sql.syntax.Operation;
import io.moraine.engine.sql.syntax.Query;
import io.moraine.engine.sql.syntax.QueryBody;
import io.moraine.engine.sql.syntax.Reference;
import io.moraine.engine.sql.syntax.Relation;
import io.moraine.engine.sql.syntax.SqlExpression;
import io.moraine.engine.sql.syntax.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads SELECT with its clauses up to QUALIFY. */
final class SelectParser {
  private final Grammar grammar;
  private final Cursor cursor;

  SelectParser(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  QueryBody.Select select() {
    int from = cursor.start();
    cursor.expect("SELECT");
    boolean distinct = cursor.accept("DISTINCT");
    if (!distinct && cursor.at("ALL") && !endsItem(cursor.peek(1))) {
      cursor.advance();
    }
    List<SqlExpression> items = cursor.list(grammar.expressions::aliased);
    Optional<Relation> relation =
        cursor.accept("FROM") ? Optional.of(grammar.relations.from()) : Optional.empty();
    Optional<SqlExpression> where = conditionAfter("WHERE");
    List<Grouping> groupBy = cursor.accept("GROUP", "BY") ? groupBy() : List.of();
    Optional<SqlExpression> having = conditionAfter("HAVING");
    List<Window.WindowDefinition> windows =
        cursor.accept("WINDOW") ? cursor.list(grammar.windows::definition) : List.of();
    Optional<SqlExpression> qualify = conditionAfter("QUALIFY");
    return new QueryBody.Select(
        distinct, items, relation, where, groupBy, having, windows, qualify, cursor.since(from));
  }

  /** Makes {@code SELECT * FROM (values) AS alias} of values with an alias; others stay. */
  QueryBody fromAliased(QueryBody.Values values, int from) {
    Relation rows = new Relation.SubqueryRelation(Query.of(values), values.range());
    Relation aliased = grammar.relations.aliased(rows, from);
    if (!(aliased instanceof Relation.AliasedRelation)) {
      return values;
    }
    return new QueryBody.Select(
        false,
        List.of(new Reference.Star(Optional.empty(), List.of(), aliased.range())),
        Optional.of(aliased),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        cursor.since(from));
  }

  private static boolean endsItem(Token token) {
    return token.is(",")
        || token.is("FROM")
        || token.is(".")
        || token.is("AS")
        || token.kind() == TokenKind.END;
  }

  private Optional<SqlExpression> conditionAfter(String word) {
    return cursor.accept(word) ? Optional.of(grammar.expressions.expression()) : Optional.empty();
  }

  private List<Grouping> groupBy() {
    int from = cursor.start();
    Token after = cursor.peek(1);
    if (cursor.at("ALL") && !after.is(",") && !after.is(".") && !after.is("(")) {
      SqlExpression all = grammar.expressions.placeholder(Reference.PlaceholderKind.ALL);
      return List.of(new Grouping.By(all, all.range()));
    }
    List<Grouping> groups = cursor.list(this::grouping);
    // The older forms name the expressions first: GROUP BY a, b WITH CUBE.
    if (cursor.accept("WITH", "ROLLUP")) {
      return List.of(new Grouping.Rollup(singles(groups), cursor.since(from)));
    }
    if (cursor.accept("WITH", "CUBE")) {
      return List.of(new Grouping.Cube(singles(groups), cursor.since(from)));
    }
    if (cursor.at("GROUPING", "SETS")) {
      singles(groups);
      return List.of(grouping());
    }
    return groups;
  }

  private List<List<SqlExpression>> singles(List<Grouping> groups) {
    List<List<SqlExpression>> singles = new ArrayList<>();
    for (Grouping group : groups) {
      if (!(group instanceof Grouping.By by)) {
        throw cursor.error(
            group.range().from(), "expected only expressions before WITH or GROUPING SETS");
      }
      singles.add(List.of(by.expression()));
    }
    return singles;
  }

  private Grouping grouping() {
    int from = cursor.start();
    if (cursor.accept("GROUPING", "SETS")) {
      return new Grouping.Sets(cursor.parenthesised(this::set), cursor.since(from));
    }
    if (cursor.at("ROLLUP", "(")) {
      cursor.advance();
      return new Grouping.Rollup(cursor.parenthesised(this::set), cursor.since(from));
    }
    if (cursor.at("CUBE", "(")) {
      cursor.advance();
      return new Grouping.Cube(cursor.parenthesised(this::set), cursor.since(from));
    }
    SqlExpression expression = grammar.expressions.expression();
    return new Grouping.By(expression, expression.range());
  }

  /** Reads one expression, or any number of them in parentheses. */
  private List<SqlExpression> set() {
    if (cursor.accept("(", ")")) {
      return List.of();
    }
    SqlExpression expression = grammar.expressions.expression();
    return expression instanceof Operation.Row row ? row.values() : List.of(expression);
  }
}
