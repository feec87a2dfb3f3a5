package io.moraine.connector.spark;

import static io.moraine.connector.spark.TestSession.rows;
import static io.moraine.connector.spark.TestSession.run;
import static io.moraine.connector.spark.TestSession.spark;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What Spark leaves to the scan, as its plans and the files that are read tell. */
class PushDownTest {
  @BeforeAll
  static void makeTable() {
    run("CREATE TABLE lake.pushed (id BIGINT, day DATE, v STRING, p INT) PARTITIONED BY (p)");
    for (int p = 0; p < 4; p++) {
      run(
          "INSERT INTO lake.pushed SELECT /*+ COALESCE(1) */ id, date_add(DATE'2024-01-01', CAST(id AS INT)), 'v' || id, %d FROM range(%d, %d)"
              .formatted(p, p * 100, p * 100 + 100));
    }
  }

  private static String plan(String sql) {
    return spark().sql(sql).queryExecution().executedPlan().toString();
  }

  private static Dataset<Row> query(String sql) {
    return spark().sql(sql);
  }

  @Test
  void filtersLeaveOutFilesByPartitionsAndStatistics() {
    assertThat(plan("SELECT v FROM lake.pushed WHERE p = 2")).contains("1 of 4 files");
    assertThat(plan("SELECT v FROM lake.pushed WHERE id > 350 OR id < 20"))
        .contains("2 of 4 files");
    assertThat(plan("SELECT v FROM lake.pushed WHERE day = '2024-01-05'")).contains("1 of 4 files");
    assertThat(plan("SELECT v FROM lake.pushed WHERE v LIKE 'v39%' AND p IN (1, 3)"))
        .contains("1 of 4 files");
    assertThat(rows("SELECT id FROM lake.pushed WHERE id IN (1, 101, 5000) AND v <> 'v1'"))
        .containsExactly("[101]");
  }

  @Test
  void filtersOfPartitionsAreNotAskedAgain() {
    assertThat(plan("SELECT v FROM lake.pushed WHERE p = 2")).doesNotContain("Filter ");
    assertThat(plan("SELECT v FROM lake.pushed WHERE id = 2")).contains("Filter ");
  }

  @Test
  void countsAndBoundsComeFromTheLog() {
    String all = "SELECT count(*), count(v), min(id), max(id), min(day), max(p) FROM lake.pushed";
    assertThat(plan(all)).contains("LocalTableScan").doesNotContain("BatchScan");
    assertThat(rows(all)).containsExactly("[400, 400, 0, 399, 2024-01-01, 3]");
    String groups = "SELECT p, count(*), max(id) FROM lake.pushed WHERE p > 1 GROUP BY p";
    assertThat(plan(groups)).contains("LocalTableScan").doesNotContain("BatchScan");
    assertThat(rows(groups)).containsExactly("[2, 100, 299]", "[3, 100, 399]");
    assertThat(plan("SELECT max(v) FROM lake.pushed")).contains("BatchScan");
    assertThat(rows("SELECT count(*), max(v) FROM lake.pushed WHERE id >= 100"))
        .containsExactly("[300, v399]");
    assertThat(rows("SELECT count(*), min(id) FROM lake.pushed WHERE p = 77"))
        .containsExactly("[0, null]");
  }

  @Test
  void limitsAndFirstRowsReadFewFiles() {
    assertThat(plan("SELECT * FROM lake.pushed LIMIT 10")).contains("1 of 4 files");
    String first = "SELECT id FROM lake.pushed ORDER BY id DESC LIMIT 3";
    assertThat(plan(first)).contains("1 of 4 files");
    assertThat(rows(first)).containsExactly("[397]", "[398]", "[399]");
    assertThat(rows("SELECT id FROM lake.pushed ORDER BY id NULLS FIRST LIMIT 120"))
        .hasSize(120)
        .contains("[0]", "[119]");
  }

  @Test
  void joinsLeaveOutFilesWhileTheyRun() {
    Dataset<Row> joined =
        query(
            "SELECT /*+ BROADCAST(s) */ count(t.v) FROM lake.pushed t JOIN (SELECT id FROM"
                + " range(205, 207) WHERE id > 0) s ON t.id = s.id");
    assertThat(rows(joined)).containsExactly("[2]");
    Dataset<Row> byPartition =
        query(
            "SELECT /*+ BROADCAST(s) */ count(t.v) FROM lake.pushed t JOIN (SELECT CAST(id AS INT)"
                + " AS p FROM range(2, 3) WHERE id > 0) s ON t.p = s.p");
    assertThat(rows(byPartition)).containsExactly("[100]");
  }

  @Test
  void joinsOfTablesPartitionedAlikeNeedNoExchange() {
    run(
        "CREATE TABLE lake.alike PARTITIONED BY (p) AS SELECT p, count(*) AS n FROM lake.pushed"
            + " GROUP BY p");
    String join =
        "SELECT /*+ MERGE(a) */ t.p, max(t.id), max(a.n) FROM lake.pushed t JOIN lake.alike a ON"
            + " t.p = a.p GROUP BY t.p";
    List<String> expected = rows(join);
    spark().conf().set("spark.sql.sources.v2.bucketing.enabled", "true");
    spark().conf().set("spark.sql.adaptive.enabled", "false");
    try {
      assertThat(plan(join)).doesNotContain("Exchange hashpartitioning(p");
      assertThat(rows(join)).isEqualTo(expected).hasSize(4);
    } finally {
      spark().conf().unset("spark.sql.sources.v2.bucketing.enabled");
      spark().conf().unset("spark.sql.adaptive.enabled");
    }
  }

  @Test
  void statisticsTellRowsAndSizes() {
    var statistics = spark().table("lake.pushed").queryExecution().optimizedPlan().stats();
    assertThat(statistics.rowCount().get().longValue()).isEqualTo(400);
    assertThat(statistics.sizeInBytes().longValue()).isBetween(4_000L, 40_000L);
  }
}
