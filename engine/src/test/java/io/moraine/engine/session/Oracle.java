package io.moraine.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.env.Environment;
import io.moraine.core.type.StructType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

/** A session over a folder, and beside it DuckDB, which is told the same and asked the same. */
public final class Oracle implements AutoCloseable {
  private final Path warehouse;
  private final SqlSession session;
  private final Connection duck;

  /** A session over the empty folder {@code warehouse}, and an empty DuckDB. */
  public Oracle(Path warehouse) {
    this.warehouse = warehouse;
    this.session = session(warehouse);
    try {
      this.duck = DriverManager.getConnection("jdbc:duckdb:");
      theirs("SET default_null_order = 'NULLS_FIRST_ON_ASC_LAST_ON_DESC'");
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** One more session over the same folder. */
  public static SqlSession session(Path warehouse) {
    return session(warehouse, 1L << 30);
  }

  /** As the other, whose statements may hold {@code memoryBytes}. */
  static SqlSession session(Path warehouse, long memoryBytes) {
    Random ids = new Random();
    Environment environment =
        new Environment(
            Clock.fixed(Instant.parse("2024-05-06T07:08:09Z"), ZoneOffset.UTC),
            () -> new UUID(ids.nextLong(), ids.nextLong()),
            new Random(0),
            millis -> {},
            Runnable::run,
            2);
    URI folder = URI.create(warehouse.toUri().toString().replaceAll("/?$", "/"));
    return new SqlSession(
        environment,
        new SqlSession.Settings(Optional.of(folder), memoryBytes),
        (statement, table, where) -> Optional.empty());
  }

  /** The session that is asked. */
  public SqlSession session() {
    return session;
  }

  /** The folder of the tables. */
  public Path warehouse() {
    return warehouse;
  }

  /** Tells both. */
  public Oracle run(String sql) {
    ours(sql);
    theirs(sql);
    return this;
  }

  /** Tells both, where DuckDB has other words for it. */
  public Oracle run(String sql, String theirs) {
    ours(sql);
    theirs(theirs);
    return this;
  }

  /** What the session gives, a line a row. */
  public List<String> ours(String sql) {
    return ours(session, sql);
  }

  /** What {@code session} gives, a line a row. */
  public static List<String> ours(SqlSession session, String sql) {
    List<String> rows = new ArrayList<>();
    try (StatementResult result = session.execute(sql)) {
      for (ColumnBatch batch = result.rows().next(); batch != null; batch = result.rows().next()) {
        for (int row = 0; row < batch.rowCount(); row++) {
          rows.add(OracleText.row(batch, row));
        }
      }
    }
    return rows;
  }

  /** What DuckDB gives, a line a row. */
  public List<String> theirs(String sql) {
    try (Statement statement = duck.createStatement()) {
      List<String> rows = new ArrayList<>();
      if (!statement.execute(sql)) {
        return rows;
      }
      try (ResultSet results = statement.getResultSet()) {
        while (results.next()) {
          rows.add(OracleText.row(results));
        }
      }
      return rows;
    } catch (SQLException e) {
      throw new AssertionError("DuckDB cannot run " + sql, e);
    }
  }

  /** Asserts that both give the same rows for {@code sql}; in the same order if it has one. */
  public void assertSame(String sql, String theirs) {
    assertSame("", sql, theirs);
  }

  /** As the other, where {@code what} tells in a failure which tables were asked. */
  public void assertSame(String what, String sql, String theirs) {
    List<String> actual = ours(sql);
    List<String> expected = theirs(theirs);
    if (!sql.matches("(?is).*\\border\\s+by\\b[^)]*")) {
      Collections.sort(actual);
      Collections.sort(expected);
    }
    assertThat(actual).as("%s %s", what, sql).isEqualTo(expected);
  }

  /**
   * Asserts that both give the same rows in any order, and returns ours. Where ours are decimals,
   * DuckDB's doubles are rounded to as many digits.
   */
  List<String> assertSameRows(String sql, String theirs) {
    List<String> actual = new ArrayList<>();
    StructType schema;
    try (StatementResult result = session.execute(sql)) {
      schema = result.rows().schema();
      for (ColumnBatch batch = result.rows().next(); batch != null; batch = result.rows().next()) {
        for (int row = 0; row < batch.rowCount(); row++) {
          actual.add(OracleText.row(batch, row));
        }
      }
    }
    List<String> expected = new ArrayList<>();
    try (Statement statement = duck.createStatement();
        ResultSet results = statement.executeQuery(theirs)) {
      while (results.next()) {
        expected.add(OracleText.row(results, schema));
      }
    } catch (SQLException e) {
      throw new AssertionError("DuckDB cannot run " + theirs, e);
    }
    List<String> sorted = new ArrayList<>(actual);
    Collections.sort(sorted);
    Collections.sort(expected);
    assertThat(sorted).as(sql).isEqualTo(expected);
    return actual;
  }

  /** Whether DuckDB takes {@code sql}: it does not know all outer joins over outer columns. */
  boolean canBeAnswered(String sql) {
    try (Statement statement = duck.createStatement()) {
      statement.execute(sql);
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  /** Asserts that both have the same rows in {@code table}. */
  public void assertSameTable(String table) {
    assertSame("SELECT * FROM " + table, "SELECT * FROM " + table);
  }

  /** All files of the warehouse. */
  public List<String> files() {
    try (Stream<Path> files = Files.walk(warehouse)) {
      return List.copyOf(
          new TreeSet<>(
              files
                  .filter(Files::isRegularFile)
                  .map(path -> warehouse.relativize(path).toString())
                  .toList()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws SQLException {
    session.close();
    duck.close();
  }
}
