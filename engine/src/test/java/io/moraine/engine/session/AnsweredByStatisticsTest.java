package io.moraine.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Counts and bounds that the log knows exactly are told without reading; others are not. */
class AnsweredByStatisticsTest {
  @TempDir static Path folder;
  private static Oracle oracle;

  @BeforeAll
  static void open() {
    oracle = new Oracle(folder.resolve("warehouse"));
    String columns = "(id INT, big BIGINT, day DATE, x DOUBLE, s %1$s, n DECIMAL(9,2), part INT)";
    for (String name : new String[] {"whole", "deleted", "empty"}) {
      String table = "CREATE TABLE " + name + " " + columns;
      oracle.run(
          table.formatted("STRING")
              + " PARTITIONED BY (part)"
              + " TBLPROPERTIES ('delta.enableDeletionVectors' = 'true')",
          table.formatted("VARCHAR"));
    }
    for (String name : new String[] {"whole", "deleted"}) {
      oracle.run(
          "INSERT INTO %s VALUES (1, 10, DATE '2024-01-01', 1.5, 'a', 1.25, 1), (3, 30, DATE '2024-01-03', 2.5, 'b', 2.25, 1), (NULL, -3, NULL, CAST('NaN' AS DOUBLE), NULL, NULL, 2)"
              .formatted(name));
      oracle.run(
          "INSERT INTO %s VALUES (7, NULL, DATE '1999-12-31', -0.5, '%s', 7.5, NULL)"
              .formatted(name, "z".repeat(40)));
    }
    oracle.run("DELETE FROM deleted WHERE id = 1");
  }

  @AfterAll
  static void close() throws SQLException {
    oracle.close();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = ';',
      value = {
        "SELECT count(*) FROM whole; KNOWN",
        "SELECT count(*), count(1), count(id), count(NULL), min(id), max(id) FROM whole; KNOWN",
        "SELECT min(big), max(big), min(day), max(day), count(day) FROM whole; KNOWN",
        "SELECT min(part), max(part), count(part) FROM whole; KNOWN",
        "SELECT max(id) + 1 FROM whole; KNOWN",
        "SELECT count(*) FROM deleted; KNOWN",
        "SELECT count(*), min(id), max(part) FROM empty; KNOWN",
        "SELECT max(s), min(s) FROM whole; READ",
        "SELECT max(x), min(x) FROM whole; READ",
        "SELECT min(n) FROM whole; READ",
        "SELECT min(id) FROM deleted; READ",
        "SELECT count(id) FROM deleted; READ",
        "SELECT count(DISTINCT id) FROM whole; READ",
        "SELECT sum(id) FROM whole; READ",
        "SELECT count(*) FROM whole WHERE id > 1; READ",
        "SELECT count(*) FILTER (WHERE id > 1) FROM whole; READ",
        "SELECT max(id) FROM whole GROUP BY part; READ"
      })
  void theAnswerIsThatOfTheRows(String query, String how) {
    oracle.assertSame(query, query);
    String plan = String.join("\n", oracle.ours("EXPLAIN " + query));
    assertThat(plan.contains("Scan")).as(plan).isEqualTo(how.equals("READ"));
  }
}
