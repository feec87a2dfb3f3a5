package io.moraine.property.fuzz;

import io.moraine.Result;
import io.moraine.Row;
import io.moraine.Session;
import io.moraine.core.error.MoraineException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Moraine and DuckDB, which are told the same. */
final class Rivals implements AutoCloseable {
  private final Session session;
  private final Session other;
  private final Connection duck;

  /** Sessions over the same tables; {@code session} makes them. */
  Rivals(Session session, Session other) throws SQLException {
    this.session = session;
    this.other = other;
    this.duck = DriverManager.getConnection("jdbc:duckdb:");
    try (Statement statement = duck.createStatement()) {
      statement.execute("SET default_null_order = 'NULLS_FIRST_ON_ASC_LAST_ON_DESC'");
    }
  }

  /** Makes {@code table} in both. */
  void create(FuzzTable table) throws SQLException {
    for (Term statement : table.statements()) {
      session.sql(statement.ours()).close();
      if (!statement.theirs().isEmpty()) {
        try (Statement duckStatement = duck.createStatement()) {
          duckStatement.execute(statement.theirs());
        }
      }
    }
  }

  /** What Moraine answers; what is no refusal of Moraine's is thrown. */
  Answer ours(String sql) {
    return answer(session, sql);
  }

  /** What the other session answers. */
  Answer others(String sql) {
    return answer(other, sql);
  }

  private static Answer answer(Session session, String sql) {
    try (Result result = session.sql(sql);
        Stream<Row> rows = result.rows()) {
      return Answer.of(rows.map(row -> Texts.row(row.values())).toList());
    } catch (MoraineException e) {
      return Answer.refused(e);
    } catch (RuntimeException e) {
      throw new AssertionError("Moraine fails at " + sql, e);
    }
  }

  /** Changes a table in both, unless one of them refuses; whether both did. */
  boolean change(Term change) throws SQLException {
    try {
      session.sql(change.ours()).close();
    } catch (MoraineException e) {
      if (Answer.refused(e).isArithmetic()) {
        return false;
      }
      throw new AssertionError("Moraine refuses " + change.ours(), e);
    }
    try (Statement statement = duck.createStatement()) {
      statement.execute(change.theirs());
      return true;
    } catch (SQLException e) {
      if (Answer.refused(e).isArithmetic()) {
        return false;
      }
      throw e;
    }
  }

  /** The newest version of a table. */
  long version(String name) {
    return session.table(name).version();
  }

  /** What DuckDB answers. */
  Answer theirs(String sql) {
    try (Statement statement = duck.createStatement();
        ResultSet results = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      int columns = results.getMetaData().getColumnCount();
      while (results.next()) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          values.add(results.getObject(i));
        }
        rows.add(Texts.row(values));
      }
      return Answer.of(rows);
    } catch (SQLException e) {
      return Answer.refused(e);
    }
  }

  @Override
  public void close() throws SQLException {
    duck.close();
  }
}
