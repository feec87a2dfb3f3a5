package io.moraine.connector.spark;

import static io.moraine.connector.spark.TestSession.history;
import static io.moraine.connector.spark.TestSession.lake;
import static io.moraine.connector.spark.TestSession.rows;
import static io.moraine.connector.spark.TestSession.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** DELETE, UPDATE and MERGE do what Delta's own connector does. */
class RowLevelTest {
  private static final List<String> STATEMENTS =
      List.of(
          "DELETE FROM @ WHERE id % 10 = 3",
          "UPDATE @ SET v = v || '!', n = n + 1 WHERE id BETWEEN 20 AND 30 OR v IS NULL",
          """
          MERGE INTO @ t USING (SELECT id * 5 AS id, 'merged ' || id AS v FROM range(30)) s
            ON t.id = s.id
          WHEN MATCHED AND s.id % 20 = 0 THEN DELETE
          WHEN MATCHED THEN UPDATE SET v = s.v
          WHEN NOT MATCHED THEN INSERT (id, p, v, n) VALUES (s.id, 9, s.v, 0)
          WHEN NOT MATCHED BY SOURCE AND t.id > 90 THEN UPDATE SET n = -1\
          """,
          "DELETE FROM @ WHERE p = 2");

  /** Makes the same table by both connectors, and runs the same statements. */
  private static void same(String name, String properties) {
    String ours = "lake." + name;
    String theirs = "delta.`%s_delta`".formatted(lake().resolve(name));
    for (String table : List.of(ours, theirs)) {
      run(
          "CREATE TABLE %s (id BIGINT, p INT, v STRING, n INT) USING %s PARTITIONED BY (p) TBLPROPERTIES (%s)"
              .formatted(table, table.equals(ours) ? "moraine" : "delta", properties));
      run(
          "INSERT INTO %s SELECT id, CAST(id %% 4 AS INT), if(id %% 7 = 0, null, 'v' || id), CAST(id AS INT) FROM range(100)"
              .formatted(table));
    }
    for (String statement : STATEMENTS) {
      run(statement.replace("@", ours));
      run(statement.replace("@", theirs));
      assertThat(rows("SELECT * FROM " + ours))
          .as(statement)
          .isEqualTo(rows("SELECT * FROM " + theirs));
    }
    assertThat(rows("SELECT * FROM delta.`%s`".formatted(lake().resolve(name))))
        .isEqualTo(rows("SELECT * FROM " + ours));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"marked, true", "copied, false"})
  void statementsDoWhatTheyDoInDelta(String name, boolean vectors) {
    same(name, "'delta.enableDeletionVectors'='%s'".formatted(vectors));
    run("UPDATE lake.%s SET p = 7 WHERE p IN (SELECT 1)".formatted(name));
    run(
        "DELETE FROM lake.%s WHERE id IN (SELECT id FROM lake.%s WHERE p = 7)"
            .formatted(name, name));
    assertThat(rows("SELECT DISTINCT p FROM lake." + name)).containsExactly("[0]", "[3]", "[9]");
  }

  @Test
  void changesAreRecordedAsDeltaReadsThem() {
    run(
        "CREATE TABLE lake.feed (id BIGINT, v STRING) TBLPROPERTIES"
            + " ('delta.enableChangeDataFeed'='true')");
    run("INSERT INTO lake.feed SELECT /*+ COALESCE(1) */ id, 'v' || id FROM range(6)");
    run("UPDATE lake.feed SET v = 'new' WHERE id = 1");
    run("DELETE FROM lake.feed WHERE id = 2");
    run(
        "MERGE INTO lake.feed t USING (SELECT 3L AS id UNION ALL SELECT 10L) s ON t.id = s.id WHEN"
            + " MATCHED THEN UPDATE SET v = 'merged' WHEN NOT MATCHED THEN INSERT (id, v) VALUES"
            + " (s.id, 'fresh')");
    assertThat(
            rows(
                "SELECT _commit_version, _change_type, id, v FROM table_changes_by_path('%s', 2)"
                    .formatted(lake().resolve("feed"))))
        .containsExactly(
            "[2, update_postimage, 1, new]",
            "[2, update_preimage, 1, v1]",
            "[3, delete, 2, v2]",
            "[4, insert, 10, fresh]",
            "[4, update_postimage, 3, merged]",
            "[4, update_preimage, 3, v3]");
  }

  @Test
  void rowsKeepTheirIds() {
    for (boolean vectors : new boolean[] {true, false}) {
      String table = "lake.tracked_" + vectors;
      run(
          "CREATE TABLE %s (id BIGINT, v INT) TBLPROPERTIES ('delta.enableRowTracking'='true', 'delta.enableDeletionVectors'='%s')"
              .formatted(table, vectors));
      run("INSERT INTO %s SELECT /*+ COALESCE(1) */ id, 0 FROM range(10)".formatted(table));
      run("UPDATE %s SET v = 1 WHERE id >= 5".formatted(table));
      assertThat(rows("SELECT count(*) FROM %s WHERE id = _moraine_row_id".formatted(table)))
          .containsExactly("[10]");
      assertThat(
              rows(
                  "SELECT count(*) FROM %s WHERE _metadata.row_commit_version = 2"
                      .formatted(table)))
          .containsExactly(vectors ? "[5]" : "[10]");
    }
  }

  @Test
  void rowsThatBreakRulesStopTheStatement() {
    run("CREATE TABLE lake.ruled (id BIGINT, v INT)");
    run(
        "ALTER TABLE delta.`%s` ADD CONSTRAINT c CHECK (v < 10)"
            .formatted(lake().resolve("ruled")));
    run("INSERT INTO lake.ruled VALUES (1, 1), (2, 2)");
    assertThatThrownBy(() -> run("UPDATE lake.ruled SET v = v * 6"))
        .hasStackTraceContaining("CHECK constraint 'c' (v < 10)");
    assertThatThrownBy(
            () ->
                run(
                    "MERGE INTO lake.ruled t USING (SELECT 1L AS id UNION ALL SELECT 1L) s ON t.id"
                        + " = s.id WHEN MATCHED THEN UPDATE SET v = 3"))
        .hasStackTraceContaining("MERGE_CARDINALITY_VIOLATION");
    assertThat(rows("SELECT * FROM lake.ruled")).containsExactly("[1, 1]", "[2, 2]");
  }

  @Test
  void wholePartitionsAreDeletedByTheLogAlone() {
    run("CREATE TABLE lake.whole PARTITIONED BY (p) AS SELECT id, id % 2 AS p FROM range(10)");
    run("DELETE FROM lake.whole WHERE p = 1");
    assertThat(
            rows(
                history("whole")
                    .where("version = 1")
                    .selectExpr(
                        "operation",
                        "operationMetrics['numAddedFiles']",
                        "operationMetrics['numDeletedRows']")))
        .containsExactly("[DELETE, 0, 5]");
    run("TRUNCATE TABLE lake.whole");
    assertThat(rows("SELECT * FROM lake.whole")).isEmpty();
  }
}
