package io.moraine.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same calls over DuckDB's driver and ours, where both have the type, give the same. */
class PeersTest {
  @TempDir private Path warehouse;

  private static List<String> answers(Connection connection, String sql, int parameter)
      throws SQLException {
    List<String> answers = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setInt(1, parameter);
      try (ResultSet rows = query.executeQuery()) {
        answers.add(rows.getMetaData().getColumnLabel(1));
        while (rows.next()) {
          Object object = rows.getObject(1);
          answers.add(object == null ? "null" : object.toString());
          answers.add(rows.getString(1) + " " + rows.wasNull());
        }
      }
    }
    return answers;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT CAST(? AS BIGINT) AS v",
        "SELECT ? + 1 AS v",
        "SELECT CAST(CAST(? AS DECIMAL(18,3)) / 1 AS DECIMAL(18,3)) AS v",
        "SELECT CAST(? AS DOUBLE) / 4 AS v",
        "SELECT 'x' || ? AS v",
        "SELECT ? > 3 AS v",
        "SELECT CASE WHEN ? > 3 THEN 1 END AS v",
        "SELECT v FROM (VALUES (1), (5), (NULL)) AS t(v) WHERE v IS NULL OR v < ? ORDER BY v NULLS FIRST"
      })
  void answersAreThoseOfDuckDb(String sql) throws SQLException {
    try (Connection ours = DriverManager.getConnection("jdbc:moraine:" + warehouse);
        Connection theirs = DriverManager.getConnection("jdbc:duckdb:")) {
      for (int parameter : new int[] {-1, 3, 4, Integer.MAX_VALUE - 1}) {
        assertThat(answers(ours, sql, parameter))
            .as("with %d", parameter)
            .isEqualTo(answers(theirs, sql, parameter));
      }
    }
  }
}
