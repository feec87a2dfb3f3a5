package io.moraine.spec.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.engine.session.SqlSession;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Moraine sees in tables that delta-spark writes what Spark sees, at every version, and goes on.
 */
class MoraineReadsPeersTest {
  @TempDir static Path folder;

  private static final List<String> STATEMENTS =
      List.of(
          """
          CREATE TABLE delta.`%s` (
            id BIGINT, b BOOLEAN, i8 TINYINT, i16 SMALLINT, i32 INT, f FLOAT, d DOUBLE,
            small DECIMAL(9,2), large DECIMAL(38,10), s STRING, bin BINARY, day DATE, at TIMESTAMP,
            st STRUCT<x: INT, y: STRING>, arr ARRAY<INT>, m MAP<STRING, BIGINT>, part DATE
          ) USING DELTA PARTITIONED BY (part) TBLPROPERTIES ('delta.checkpointInterval' = '3')""",
          """
          INSERT INTO delta.`%s` VALUES
            (1, true, 1Y, 2S, 3, CAST(1.5 AS FLOAT), 2.5D, 1.25, 12345678901234567890.5, 'a',
             X'00FF', DATE'2024-02-29', TIMESTAMP'2024-02-29T12:34:56.789012Z',
             named_struct('x', 1, 'y', 'one'), array(1, 2, NULL), map('k', 1L), DATE'2024-01-01'),
            (2, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
             NULL, NULL)""",
          """
          INSERT INTO delta.`%s` (id, s, d, part)
          SELECT id, concat('row ', id), IF(id %% 100 = 7, double('NaN'), -id),
                 date_add(DATE'2024-01-01', CAST(id %% 3 AS INT))
          FROM range(10, 2000)""",
          "DELETE FROM delta.`%s` WHERE id >= 100 AND id < 200",
          "UPDATE delta.`%s` SET s = upper(s) WHERE id %% 3 = 0",
          """
          MERGE INTO delta.`%s` t USING (SELECT id, 'merged' AS s FROM range(1990, 2010)) AS n
          ON t.id = n.id
          WHEN MATCHED THEN UPDATE SET s = n.s
          WHEN NOT MATCHED THEN INSERT (id, s) VALUES (n.id, n.s)""",
          "OPTIMIZE delta.`%s`",
          "DELETE FROM delta.`%s` WHERE part = DATE'2024-01-02'");

  @Test
  void eachVersionHasTheRowsThatSparkSeesAndBothGoOnWriting() throws Exception {
    String path = folder.resolve("spark-table").toString();
    String table = "delta.`%s`".formatted(path);
    try (SqlSession moraine = Sessions.open(folder);
        Spark spark = new Spark(folder.resolve("spark"))) {
      for (String statement : STATEMENTS) {
        spark.run(statement.formatted(path));
      }
      for (int version = 0; version < STATEMENTS.size(); version++) {
        String query = "SELECT * FROM %s VERSION AS OF %d".formatted(table, version);
        assertThat(Moraine.rows(moraine, query))
            .as("version %d", version)
            .isEqualTo(spark.rows(query));
      }
      List<String> queries = new ArrayList<>();
      queries.add("SELECT count(*) FROM " + table + " WHERE d > 0");
      queries.add("SELECT count(*) FROM " + table + " WHERE part IS NULL OR s LIKE 'ROW 1%'");
      queries.add("SELECT part, sum(id), min(s), max(d) FROM " + table + " GROUP BY part");
      for (String query : queries) {
        assertThat(Moraine.rows(moraine, query)).as(query).isEqualTo(spark.rows(query));
      }

      // Each goes on from what the other left.
      moraine.execute("UPDATE " + table + " SET s = 'moraine' WHERE id = 10").close();
      spark.run("UPDATE " + table + " SET d = 1 WHERE s = 'moraine'");
      moraine.execute("DELETE FROM " + table + " WHERE d = 1 AND id = 10").close();
      String all = "SELECT * FROM " + table;
      assertThat(Moraine.rows(moraine, all))
          .isEqualTo(spark.rows(all))
          .noneMatch(row -> row.startsWith("10 | "));
    }
  }

  @Test
  void whatKernelAppendsIsReadAtEveryVersionAndGoneOnFrom() throws Exception {
    String path = folder.resolve("kernel-table").toString();
    String table = "delta.`%s`".formatted(path);
    Kernel kernel = new Kernel();
    try (SqlSession moraine = Sessions.open(folder)) {
      for (int i = 0; i < 4; i++) {
        kernel.append(path, i * 100L, i * 100L + 50, i % 2);
      }
      for (int version = 0; version < 4; version++) {
        assertThat(
                Moraine.rows(
                    moraine, "SELECT * FROM %s VERSION AS OF %d".formatted(table, version)))
            .as("version %d", version)
            .hasSize((version + 1) * 50)
            .isEqualTo(kernel.rows(path, version));
      }
      moraine.execute("DELETE FROM " + table + " WHERE name IS NULL AND part = 1").close();
      kernel.append(path, 1000, 1010, 7);
      moraine.execute("UPDATE " + table + " SET name = 'new' WHERE part = 7").close();
      List<String> rows = Moraine.rows(moraine, "SELECT * FROM " + table);
      assertThat(rows).hasSize(196).isEqualTo(kernel.rows(path, 6));
      assertThat(rows).contains("1003 | new | 7");
    }
  }
}
