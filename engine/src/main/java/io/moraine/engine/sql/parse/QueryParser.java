package io.moraine.engine.sql.parse;

import io.moraine.engine.sql.syntax.Identifier;
import io.moraine.engine.sql.syntax.Query;
import io.moraine.engine.sql.syntax.QueryBody;
import io.moraine.engine.sql.syntax.QueryBody.SetOperator;
import io.moraine.engine.sql.syntax.Reference;
import io.moraine.engine.sql.syntax.SortKey;
import io.moraine.engine.sql.syntax.SqlExpression;
import io.moraine.engine.sql.syntax.With;
import java.util.List;
import java.util.Optional;

/** Reads queries: WITH, the set operations, and what follows them. */
final class QueryParser {
  private static final int UNION_LEVEL = 1;
  private static final int INTERSECT_LEVEL = 2;

  private final Grammar grammar;
  private final Cursor cursor;

  QueryParser(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  Query query() {
    int from = cursor.start();
    Optional<With> with = cursor.at("WITH") ? Optional.of(with()) : Optional.empty();
    return queryAfter(with, from);
  }

  /** Reads a query whose WITH is read already. */
  Query queryAfter(Optional<With> with, int from) {
    cursor.enter();
    QueryBody body = setOperations(UNION_LEVEL);
    List<SortKey> orderBy = cursor.accept("ORDER", "BY") ? orderBy() : List.of();
    List<SqlExpression> clusterBy = expressionsAfter("CLUSTER");
    List<SqlExpression> distributeBy = expressionsAfter("DISTRIBUTE");
    List<SortKey> sortBy =
        cursor.accept("SORT", "BY") ? cursor.list(grammar.expressions::sortKey) : List.of();
    Optional<SqlExpression> limit = Optional.empty();
    Optional<SqlExpression> offset = Optional.empty();
    boolean offsetFirst = cursor.at("OFFSET");
    if (offsetFirst) {
      offset = offset();
    }
    if (cursor.accept("LIMIT") && !cursor.accept("ALL")) {
      limit = Optional.of(grammar.expressions.expression());
    }
    if (!offsetFirst) {
      offset = offset();
    }
    cursor.leave();
    return new Query(
        with, body, orderBy, clusterBy, distributeBy, sortBy, limit, offset, cursor.since(from));
  }

  private Optional<SqlExpression> offset() {
    return cursor.accept("OFFSET")
        ? Optional.of(grammar.expressions.expression())
        : Optional.empty();
  }

  private List<SortKey> orderBy() {
    Token after = cursor.peek(1);
    boolean all = cursor.at("ALL") && !after.is(",") && !after.is(".") && !after.is("(");
    if (!all) {
      return cursor.list(grammar.expressions::sortKey);
    }
    int from = cursor.start();
    return List.of(
        grammar.expressions.sortKey(
            grammar.expressions.placeholder(Reference.PlaceholderKind.ALL), from));
  }

  private List<SqlExpression> expressionsAfter(String word) {
    return cursor.accept(word, "BY") ? cursor.list(grammar.expressions::expression) : List.of();
  }

  With with() {
    int from = cursor.start();
    cursor.expect("WITH");
    boolean recursive = cursor.at("RECURSIVE") && !cursor.peek(1).is("AS");
    if (recursive) {
      cursor.advance();
    }
    List<With.NamedQuery> queries = cursor.list(this::namedQuery);
    return new With(recursive, queries, cursor.since(from));
  }

  private With.NamedQuery namedQuery() {
    cursor.enter();
    int from = cursor.start();
    Identifier name = cursor.identifier("the name of a query");
    List<Identifier> columns = List.of();
    if (cursor.at("(") && !isQueryInParentheses(0)) {
      columns = cursor.parenthesised(() -> cursor.identifier("a column's name"));
    }
    cursor.accept("AS");
    cursor.expect("(");
    Query query = query();
    cursor.expect(")");
    cursor.leave();
    return new With.NamedQuery(name, columns, query, cursor.since(from));
  }

  private QueryBody setOperations(int level) {
    if (level > INTERSECT_LEVEL) {
      return operand();
    }
    int from = cursor.start();
    QueryBody left = setOperations(level + 1);
    while (true) {
      SetOperator operator = operator(level);
      if (operator == null) {
        return left;
      }
      boolean all = cursor.accept("ALL");
      if (!all) {
        cursor.accept("DISTINCT");
      }
      cursor.built(cursor.nesting().tallest() + 1);
      QueryBody right = setOperations(level + 1);
      left = new QueryBody.SetOperation(operator, all, left, right, cursor.since(from));
    }
  }

  private SetOperator operator(int level) {
    if (level == INTERSECT_LEVEL) {
      return cursor.accept("INTERSECT") ? SetOperator.INTERSECT : null;
    }
    if (cursor.accept("UNION")) {
      return SetOperator.UNION;
    }
    return cursor.accept("EXCEPT") || cursor.accept("MINUS") || cursor.accept("SETMINUS")
        ? SetOperator.EXCEPT
        : null;
  }

  private QueryBody operand() {
    int from = cursor.start();
    if (cursor.at("SELECT")) {
      return grammar.selects.select();
    }
    if (cursor.at("VALUES")) {
      return grammar.selects.fromAliased(values(), from);
    }
    if (cursor.accept("TABLE")) {
      return new QueryBody.TableQuery(grammar.tables.table(), cursor.since(from));
    }
    if (!cursor.accept("(")) {
      cursor.at("SELECT");
      cursor.at("VALUES");
      throw cursor.unexpected("a query: 'SELECT', 'VALUES', 'TABLE' or '('");
    }
    Query query = query();
    cursor.expect(")");
    return query.isOnlyBody() ? query.body() : new QueryBody.Nested(query, cursor.since(from));
  }

  QueryBody.Values values() {
    int from = cursor.start();
    cursor.expect("VALUES");
    List<List<SqlExpression>> rows = cursor.list(this::row);
    return new QueryBody.Values(rows, cursor.since(from));
  }

  private List<SqlExpression> row() {
    return cursor.at("(") && !isQueryInParentheses(0)
        ? cursor.parenthesised(grammar.expressions::valueOrDefault)
        : List.of(grammar.expressions.expression());
  }

  /** Whether the parenthesis {@code distance} ahead holds a query and not an expression. */
  boolean isQueryInParentheses(int distance) {
    int first = distance;
    while (cursor.peek(first).is("(")) {
      first++;
    }
    if (first == distance || !beginsQuery(first)) {
      return false;
    }
    // ((SELECT 1) + 1) begins like a query too: see what follows each inner parenthesis.
    for (int i = first - 1; i > distance; i--) {
      if (!continuesQuery(cursor.peek(cursor.closingOf(i) + 1))) {
        return false;
      }
    }
    return true;
  }

  private boolean beginsQuery(int distance) {
    Token next = cursor.peek(distance + 1);
    return switch (cursor.peek(distance).upper()) {
      case "SELECT" -> !next.is(",") && !next.is(")");
      case "WITH" -> next.isWord() || next.kind() == TokenKind.QUOTED_WORD;
      case "VALUES" -> next.is("(") || next.isNumber() || next.isString() || next.isWord();
      case "TABLE" -> next.isWord() || next.kind() == TokenKind.QUOTED_WORD;
      default -> false;
    };
  }

  private static boolean continuesQuery(Token token) {
    return switch (token.upper()) {
      case ")",
          "UNION",
          "INTERSECT",
          "EXCEPT",
          "MINUS",
          "SETMINUS",
          "ORDER",
          "CLUSTER",
          "DISTRIBUTE",
          "SORT",
          "LIMIT",
          "OFFSET" ->
          true;
      default -> false;
    };
  }
}
