package io.moraine.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.Session;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Statements, prepared ones and batches. */
class StatementsTest {
  @TempDir private Path warehouse;
  private Connection connection;
  private Statement statement;

  @BeforeEach
  void connect() throws SQLException {
    connection = DriverManager.getConnection("jdbc:moraine:" + warehouse);
    statement = connection.createStatement();
    statement.execute(
        "CREATE TABLE people (id BIGINT NOT NULL, name STRING, born DATE, paid DECIMAL(10,2))");
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  private List<String> rows(String sql) throws SQLException {
    List<String> found = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        StringBuilder row = new StringBuilder();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          row.append(i == 1 ? "" : "|").append(rows.getString(i));
        }
        found.add(row.toString());
      }
    }
    return found;
  }

  private long version() throws SQLException {
    return connection.unwrap(Session.class).table("people").version();
  }

  @Test
  void countsTheRowsThatStatementsChange() throws SQLException {
    assertThat(
            statement.executeUpdate(
                "INSERT INTO people (id, name) VALUES (1, 'Ann'), (2, 'Bob'), (3, NULL)"))
        .isEqualTo(3);
    assertThat(statement.executeLargeUpdate("UPDATE people SET name = 'Bobby' WHERE id = 2"))
        .isEqualTo(1);
    assertThat(statement.execute("DELETE FROM people WHERE id > 1")).isFalse();
    assertThat(statement.getUpdateCount()).isEqualTo(2);
    assertThat(statement.getResultSet()).isNull();
    assertThat(statement.getMoreResults()).isFalse();
    assertThat(statement.getUpdateCount()).isEqualTo(-1);
    assertThat(
            statement.executeUpdate(
                """
                MERGE INTO people USING (SELECT explode(array(1, 7)) AS id) AS s ON people.id = s.id
                WHEN MATCHED THEN DELETE
                WHEN NOT MATCHED THEN INSERT (id) VALUES (s.id)
                """))
        .isEqualTo(2);
    assertThat(rows("SELECT id, name FROM people")).containsExactly("7|null");
  }

  @Test
  void doesNotRunAStatementOfTheOtherKind() throws SQLException {
    long before = version();

    assertThatThrownBy(() -> statement.executeQuery("INSERT INTO people (id) VALUES (1)"))
        .hasMessage("The statement changes rows and gives none: use executeUpdate");
    assertThatThrownBy(() -> statement.executeUpdate("SELECT 1"))
        .hasMessage("The statement is a query: use executeQuery");
    assertThat(version()).isEqualTo(before);
  }

  @Test
  void preparedStatementsTakeEachKindOfValue() throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO people VALUES (?, ?, ?, ?)")) {
      assertThat(insert.getParameterMetaData().getParameterCount()).isEqualTo(4);
      insert.setLong(1, 1);
      insert.setString(2, "O'Hara; -- ?");
      insert.setDate(3, Date.valueOf("2000-02-29"));
      insert.setBigDecimal(4, new BigDecimal("12.50"));
      assertThat(insert.executeUpdate()).isEqualTo(1);
      insert.setInt(1, 2);
      insert.setNull(2, Types.VARCHAR);
      insert.setObject(3, LocalDate.of(1, 1, 1));
      insert.setObject(4, "3.1", Types.DECIMAL);
      assertThat(insert.executeUpdate()).isEqualTo(1);
      insert.clearParameters();
      insert.setByte(1, (byte) 3);
      assertThatThrownBy(insert::executeUpdate).hasMessage("Parameter 2 of 4 was not set");
      insert.setCharacterStream(2, new StringReader("long text"), 4);
      insert.setNull(3, Types.DATE);
      insert.setNull(4, Types.DECIMAL);
      insert.execute();
      assertThatThrownBy(() -> insert.setInt(5, 1))
          .hasMessage("There is no parameter 5: the statement has 4");
      assertThatThrownBy(() -> insert.executeUpdate("DELETE FROM people"))
          .hasMessage("A prepared statement runs its own text alone");
    }

    assertThat(rows("SELECT * FROM people ORDER BY id"))
        .containsExactly(
            "1|O'Hara; -- ?|2000-02-29|12.50", "2|null|0001-01-01|3.10", "3|long|null|null");
  }

  @Test
  void timesKeepTheirInstantOrTheirClock() throws SQLException {
    statement.execute("CREATE TABLE times (id INT, at TIMESTAMP, clock TIMESTAMP_NTZ)");
    Timestamp instant = Timestamp.from(Instant.parse("2026-03-29T01:30:00.123456Z"));
    LocalDateTime clock = LocalDateTime.parse("2026-03-29T02:30:00.000001");
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO times VALUES (1, ?, ?)")) {
      insert.setTimestamp(1, instant);
      insert.setObject(2, clock);
      insert.executeUpdate();
    }

    try (ResultSet rows = statement.executeQuery("SELECT at, clock FROM times")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getTimestamp(1)).isEqualTo(instant);
      assertThat(rows.getObject(1, Instant.class)).isEqualTo(instant.toInstant());
      assertThat(rows.getObject(1)).hasToString("2026-03-29T01:30:00.123456Z");
      assertThat(rows.getObject(2, LocalDateTime.class)).isEqualTo(clock);
      assertThat(rows.getTimestamp(2)).isEqualTo(Timestamp.valueOf(clock));
      assertThat(rows.getDate("clock")).isEqualTo(Date.valueOf("2026-03-29"));
      assertThat(rows.getString(2)).isEqualTo("2026-03-29 02:30:00.000001");
    }
  }

  @Test
  void aBatchOfRowsIsOneVersion() throws SQLException {
    long before = version();
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO people (name, id) VALUES (?, ?) -- ?")) {
      for (int i = 0; i < 1000; i++) {
        insert.setString(1, i % 10 == 0 ? null : "n" + i);
        insert.setLong(2, i);
        insert.addBatch();
      }
      assertThat(insert.executeBatch()).hasSize(1000).containsOnly(1);
      assertThat(insert.executeBatch()).isEmpty();
    }

    assertThat(version()).isEqualTo(before + 1);
    assertThat(rows("SELECT count(*), count(name), sum(id) FROM people"))
        .containsExactly("1000|900|499500");
  }

  @Test
  void aBatchWithABadRowInsertsNothing() throws SQLException {
    long before = version();
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO people (id) VALUES (?)")) {
      insert.setLong(1, 1);
      insert.addBatch();
      insert.setNull(1, Types.BIGINT);
      insert.addBatch();

      assertThatThrownBy(insert::executeBatch)
          .isInstanceOf(BatchUpdateException.class)
          .hasMessageStartingWith("No row of the batch was inserted: ");
    }
    assertThat(version()).isEqualTo(before);
  }

  @Test
  void aBatchOfStatementsEndsAtTheFirstThatFails() throws SQLException {
    statement.addBatch("INSERT INTO people (id) VALUES (1), (2)");
    statement.addBatch("DELETE FROM people WHERE id = 2");
    statement.addBatch("DELETE FROM nowhere");
    statement.addBatch("DELETE FROM people");

    assertThatThrownBy(statement::executeBatch)
        .isInstanceOfSatisfying(
            BatchUpdateException.class, e -> assertThat(e.getUpdateCounts()).containsExactly(2, 1))
        .hasMessageStartingWith("Statement 3 of the batch: ");
    assertThat(rows("SELECT id FROM people")).containsExactly("1");
  }

  @Test
  void updatesOfABatchAreCountedOneByOne() throws SQLException {
    statement.executeUpdate("INSERT INTO people (id) VALUES (1), (2), (2)");
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE people SET name = ? WHERE id = ?")) {
      for (int id = 0; id < 3; id++) {
        update.setString(1, "n" + id);
        update.setInt(2, id);
        update.addBatch();
      }
      assertThat(update.executeLargeBatch()).containsExactly(0, 1, 2);
    }
  }

  @Test
  void tellsAQuerysColumnsBeforeItRuns() throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT id, paid * 2 AS twice, name FROM people WHERE id = ? AND name = ?")) {
      assertThat(query.getMetaData().getColumnCount()).isEqualTo(3);
      assertThat(query.getMetaData().getColumnLabel(2)).isEqualTo("twice");
      assertThat(query.getMetaData().getColumnType(1)).isEqualTo(Types.BIGINT);
    }
    try (PreparedStatement delete = connection.prepareStatement("DELETE FROM people")) {
      assertThat(delete.getMetaData()).isNull();
    }
  }

  @Test
  void givesAtMostAsManyRowsAsAreAskedFor() throws SQLException {
    statement.setMaxRows(2);
    assertThat(rows("SELECT * FROM VALUES (1), (2), (3) AS t(x) ORDER BY x"))
        .containsExactly("1", "2");
    assertThatThrownBy(() -> statement.setMaxRows(-1))
        .hasMessage("A limit is 0 or more rows, got -1");
  }

  @Test
  void aNewStatementEndsTheResultBefore() throws SQLException {
    ResultSet first = statement.executeQuery("SELECT 1");
    ResultSet second = statement.executeQuery("SELECT 2");

    assertThat(first.isClosed()).isTrue();
    assertThat(second.next()).isTrue();
    statement.closeOnCompletion();
    second.close();
    assertThat(statement.isClosed()).isTrue();
  }
}
