package io.moraine.connector.spark;

import static io.moraine.connector.spark.TestSession.history;
import static io.moraine.connector.spark.TestSession.lake;
import static io.moraine.connector.spark.TestSession.rows;
import static io.moraine.connector.spark.TestSession.run;
import static io.moraine.connector.spark.TestSession.spark;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CatalogTest {
  /** What Delta's own connector reads of a table below the warehouse. */
  private static java.util.List<String> delta(String table, String query) {
    return rows(query.replace("TABLE", "delta.`%s`".formatted(lake().resolve(table))));
  }

  @Test
  void tablesAreMadeListedDescribedAndDropped() {
    run("CREATE NAMESPACE lake.made COMMENT 'for tests'");
    run(
        "CREATE TABLE lake.made.t (id BIGINT NOT NULL COMMENT 'key', part STRING) USING moraine"
            + " PARTITIONED BY (part) COMMENT 'a table' TBLPROPERTIES"
            + " ('delta.appendOnly'='false')");
    assertThat(rows("SHOW NAMESPACES IN lake")).contains("[made]");
    assertThat(rows("SHOW TABLES IN lake.made")).containsExactly("[made, t, false]");
    assertThat(rows("DESCRIBE TABLE lake.made.t"))
        .contains("[id, bigint, key]", "[part, string, null]");
    assertThat(rows("SHOW TBLPROPERTIES lake.made.t")).contains("[delta.appendOnly, false]");
    assertThat(delta("made/t", "SELECT * FROM TABLE")).isEmpty();
    assertThatThrownBy(() -> run("CREATE TABLE lake.made.t (id INT)"))
        .hasMessageContaining("already exists");
    assertThatThrownBy(() -> run("DROP NAMESPACE lake.made"))
        .hasMessageContaining("contains objects");
    run("DROP TABLE lake.made.t");
    assertThat(rows("SHOW TABLES IN lake.made")).isEmpty();
    assertThatThrownBy(() -> rows("SELECT * FROM lake.made.t"))
        .hasMessageContaining("cannot be found");
    run("DROP NAMESPACE lake.made");
    assertThat(rows("SHOW NAMESPACES IN lake")).doesNotContain("[made]");
  }

  @Test
  void tablesAreMadeFromQueriesAndReplacedInOneCommit() {
    run(
        "CREATE TABLE lake.ctas PARTITIONED BY (p) AS SELECT id, id % 3 AS p, 'v' || id AS v FROM"
            + " range(30)");
    String query = "SELECT count(*), sum(id), count(DISTINCT p), max(v) FROM TABLE";
    assertThat(delta("ctas", query)).containsExactly("[30, 435, 3, v9]");
    assertThat(rows(history("ctas").select("version", "operation")))
        .containsExactly("[0, CREATE TABLE AS SELECT]");
    run("CREATE OR REPLACE TABLE lake.ctas AS SELECT id AS other FROM range(2)");
    assertThat(delta("ctas", "SELECT * FROM TABLE")).containsExactly("[0]", "[1]");
    assertThat(rows(history("ctas").select("version"))).containsExactly("[0]", "[1]");
    assertThat(rows("SELECT count(*) FROM lake.ctas VERSION AS OF 0")).containsExactly("[30]");
    assertThatThrownBy(() -> run("REPLACE TABLE lake.nothere AS SELECT 1 AS a"))
        .hasMessageContaining("cannot be found");
  }

  @Test
  void aQueryThatFailsLeavesTheOldTableAndNoFiles() {
    run("CREATE TABLE lake.kept AS SELECT id FROM range(3)");
    assertThatThrownBy(
            () ->
                run(
                    "CREATE OR REPLACE TABLE lake.kept AS SELECT id, raise_error('stop') AS x FROM"
                        + " range(3)"))
        .hasStackTraceContaining("stop");
    assertThat(rows("SELECT * FROM lake.kept")).containsExactly("[0]", "[1]", "[2]");
    assertThat(lake().resolve("kept").toFile().list((dir, name) -> name.endsWith(".parquet")))
        .hasSizeBetween(1, 3);
  }

  @Test
  void columnsAndPropertiesAreAltered() {
    run(
        "CREATE TABLE lake.altered (id INT, s STRUCT<a: INT>) TBLPROPERTIES"
            + " ('delta.columnMapping.mode'='name', 'delta.enableTypeWidening'='true')");
    run("INSERT INTO lake.altered VALUES (1, struct(2))");
    run("ALTER TABLE lake.altered ADD COLUMNS (x STRING COMMENT 'it\\'s' FIRST, s.b DECIMAL(5,1))");
    run("ALTER TABLE lake.altered RENAME COLUMN id TO key");
    run("ALTER TABLE lake.altered ALTER COLUMN key TYPE BIGINT");
    run("ALTER TABLE lake.altered ALTER COLUMN key COMMENT 'the key'");
    run("ALTER TABLE lake.altered SET TBLPROPERTIES ('a.b'='c', 'd'='e\\'f')");
    run("ALTER TABLE lake.altered UNSET TBLPROPERTIES ('a.b')");
    run("INSERT INTO lake.altered VALUES ('x', 5000000000, struct(3, 1.5))");
    assertThat(rows("SELECT * FROM lake.altered"))
        .containsExactly("[null, 1, [2, null]]", "[x, 5000000000, [3, 1.5]]");
    assertThat(delta("altered", "SELECT key, s.b FROM TABLE"))
        .containsExactly("[1, null]", "[5000000000, 1.5]");
    assertThat(rows("SHOW TBLPROPERTIES lake.altered"))
        .contains("[d, e'f]")
        .noneMatch(row -> row.contains("a.b"));
    run("ALTER TABLE lake.altered DROP COLUMN x");
    assertThat(rows("SELECT * FROM lake.altered"))
        .containsExactly("[1, [2, null]]", "[5000000000, [3, 1.5]]");
  }

  @Test
  void tablesAreRenamed() {
    run("CREATE TABLE lake.before AS SELECT 7 AS a");
    run("ALTER TABLE lake.before RENAME TO after");
    assertThat(rows("SELECT * FROM lake.after")).containsExactly("[7]");
    assertThat(spark().catalog().tableExists("lake.before")).isFalse();
  }

  @Test
  void pathsAreTablesToMakeAndWrite(@org.junit.jupiter.api.io.TempDir java.nio.file.Path folder) {
    String path = folder.resolve("by path").toString();
    spark().range(5).toDF("id").write().format("moraine").save(path);
    spark().range(5, 7).toDF("id").write().format("moraine").mode("append").save(path);
    assertThat(rows("SELECT * FROM delta.`%s`".formatted(path))).hasSize(7);
    spark().range(2).toDF("id").write().format("moraine").mode("overwrite").save(path);
    assertThat(rows("SELECT * FROM moraine.`%s`".formatted(path))).containsExactly("[0]", "[1]");
    assertThatThrownBy(() -> spark().range(5).toDF("id").write().format("moraine").save(path))
        .hasMessageContaining("already exists");
    assertThatThrownBy(() -> run("DROP TABLE moraine.`%s`".formatted(path)))
        .hasMessageContaining("Only tables of a warehouse can be dropped");
  }
}
