package io.moraine.jdbc;

import io.moraine.engine.sql.parse.SqlParser;
import io.moraine.engine.sql.syntax.Ddl;
import io.moraine.engine.sql.syntax.Dml;
import io.moraine.engine.sql.syntax.QueryBody;
import io.moraine.engine.sql.syntax.SourceRange;
import io.moraine.engine.sql.syntax.Statement;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A statement, and what its text tells without running it.
 *
 * @param sql the text
 * @param kind whether it gives rows
 * @param parameters how many {@code ?} it has
 * @param row of an {@code INSERT … VALUES} with a single row that has all the parameters, where
 *     that row is in the text
 */
record StatementText(String sql, Kind kind, int parameters, Optional<Row> row) {
  /** What comes of a statement. */
  enum Kind {
    /** Rows. */
    QUERY,
    /** The number of rows that it changed. */
    CHANGE,
    /** Nothing, or a few rows that tell what was done. */
    COMMAND
  }

  /** A range of the text, half-open. */
  record Row(int from, int to) {}

  static StatementText parse(String sql) throws SQLException {
    return Failures.during(
        () -> {
          Statement statement = SqlParser.parseStatement(sql);
          int parameters = SqlParser.parameterCount(sql);
          return new StatementText(
              sql, kind(statement), parameters, singleRow(sql, statement, parameters));
        });
  }

  private static Kind kind(Statement statement) {
    if (statement instanceof Dml || statement instanceof Statement.WithStatement) {
      return Kind.CHANGE;
    }
    return statement instanceof Ddl
            || statement instanceof io.moraine.engine.sql.syntax.Maintenance
            || statement instanceof Statement.SetOption
            || statement instanceof Statement.Use
        ? Kind.COMMAND
        : Kind.QUERY;
  }

  private static Optional<Row> singleRow(String sql, Statement statement, int parameters) {
    if (!(statement instanceof Dml.Insert insert)
        || parameters == 0
        || insert.mode() != Dml.InsertMode.INTO
        || insert.replaceWhere().isPresent()
        || !insert.source().isOnlyBody()
        || !(insert.source().body() instanceof QueryBody.Values values)
        || values.rows().size() != 1) {
      return Optional.empty();
    }
    SourceRange range = values.range();
    int from = range.from() + "VALUES".length();
    boolean all = SqlParser.parameterCount(sql.substring(from, range.to())) == parameters;
    return all ? Optional.of(new Row(from, range.to())) : Optional.empty();
  }

  /** Whether there are rows to be read. */
  boolean isQuery() {
    return kind == Kind.QUERY;
  }

  /** The text of an INSERT of {@code count} rows like the single one of this. */
  String repeated(int count) {
    Row single = row.orElseThrow();
    String values = sql.substring(single.from(), single.to());
    StringBuilder text = new StringBuilder(sql.substring(0, single.to()));
    for (int i = 1; i < count; i++) {
      text.append(',').append(values);
    }
    return text.append(sql, single.to(), sql.length()).toString();
  }
}
