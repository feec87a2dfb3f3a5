package io.moraine.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one side of a join has decides what is read of the other. */
class RuntimeFiltersTest {
  private static final int FILES = 8;

  @TempDir static Path folder;
  private static Oracle oracle;

  /** Sales by day, a file each; days by name, strings and numbers. */
  @BeforeAll
  static void open() {
    oracle = new Oracle(folder.resolve("warehouse"));
    oracle.run(
        "CREATE TABLE sales (day INT, name STRING, store BIGINT, amount DECIMAL(9,2))",
        "CREATE TABLE sales (day INT, name VARCHAR, store BIGINT, amount DECIMAL(9,2))");
    for (int day = 0; day < FILES; day++) {
      String rows = "SELECT %d, 'day %d', id %% 50, id %% 97 FROM range(%d, %d)%s";
      oracle.run(
          "INSERT INTO sales " + rows.formatted(day, day, day * 500, day * 500 + 500, ""),
          "INSERT INTO sales " + rows.formatted(day, day, day * 500, day * 500 + 500, " AS r(id)"));
    }
    oracle.run(
        "CREATE TABLE days AS SELECT CAST(id AS INT) AS day, concat('day ', CAST(id AS STRING)) AS"
            + " name, id % 3 AS kind FROM range(10)",
        "CREATE TABLE days AS SELECT CAST(id AS INT) AS day, concat('day ', CAST(id AS VARCHAR)) AS"
            + " name, id % 3 AS kind FROM range(10) AS r(id)");
    oracle.run("CREATE TABLE none AS SELECT * FROM days WHERE day > 100");
    oracle.run("CREATE TABLE unknown (day INT)");
    oracle.run("INSERT INTO unknown VALUES (NULL), (3), (NULL)");
  }

  @AfterAll
  static void close() throws SQLException {
    oracle.close();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "SELECT s.* FROM sales AS s JOIN days AS d ON s.day = d.day WHERE d.kind = 1",
        "SELECT count(*), sum(amount) FROM sales AS s JOIN days AS d ON s.name = d.name WHERE"
            + " d.kind = 2",
        "SELECT s.day FROM sales AS s JOIN none AS d ON s.day = d.day",
        "SELECT count(*) FROM sales AS s JOIN unknown AS d ON s.day = d.day",
        "SELECT count(*) FROM sales AS s LEFT JOIN days AS d ON s.day = d.day AND d.kind = 1",
        "SELECT count(*) FROM days AS d LEFT JOIN sales AS s ON s.day = d.day WHERE d.kind = 1",
        "SELECT d.* FROM days AS d WHERE NOT EXISTS (SELECT 1 FROM sales AS s WHERE s.day = d.day"
            + " AND s.store = 49)",
        "SELECT d.day FROM days AS d WHERE d.day IN (SELECT day FROM sales WHERE amount > 95) AND"
            + " d.kind < 2",
        "SELECT count(*) FROM sales WHERE day NOT IN (SELECT day FROM unknown)",
        "SELECT t.day, t.n FROM (SELECT day, count(*) AS n FROM sales GROUP BY day) AS t JOIN days"
            + " AS d ON t.day = d.day WHERE d.kind = 0",
        "SELECT count(*) FROM sales AS a JOIN sales AS b ON a.day = b.day AND a.store = b.store"
            + " JOIN days AS d ON b.day = d.day WHERE d.kind = 1",
        "SELECT d.day FROM days AS d WHERE d.day = (SELECT max(s.day) FROM sales AS s WHERE s.name"
            + " = d.name)",
        "SELECT u.day, count(*) FROM (SELECT day FROM sales UNION ALL SELECT day FROM days) AS u"
            + " JOIN days AS d ON u.day = d.day WHERE d.kind = 2 GROUP BY u.day",
        "SELECT * FROM (SELECT s.*, row_number() OVER (PARTITION BY day ORDER BY store, amount) AS"
            + " r FROM sales AS s) AS w JOIN days AS d ON w.day = d.day WHERE d.kind = 1 AND r < 3"
      })
  void nothingThatCountsIsLeftOut(String query) {
    oracle.assertSame(query, query);
  }

  @Test
  void filesWithoutAWantedKeyAreNotRead() {
    // Days 1, 4 and 7 are of kind 1.
    List<String> plan =
        oracle.ours(
            "EXPLAIN ANALYZE SELECT sum(amount) FROM sales AS s JOIN days AS d ON s.day = d.day"
                + " WHERE d.kind = 1");
    assertThat(String.join("\n", plan)).contains("sales version 8: read 3 of 8 files");
  }
}
