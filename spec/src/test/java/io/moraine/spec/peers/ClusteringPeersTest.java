package io.moraine.spec.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.OptimizeResult;
import io.moraine.Session;
import io.moraine.Table;
import io.moraine.TableOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables that Moraine and Spark cluster and purge, each after the other. */
class ClusteringPeersTest {
  @TempDir static Path folder;

  private static Spark spark;

  @BeforeAll
  static void open() {
    spark = new Spark(folder.resolve("spark"));
  }

  @AfterAll
  static void close() {
    spark.close();
  }

  private static void ours(Path table, String statement) {
    try (Session session = Session.open(TableOptions.defaults())) {
      session.sql(statement.replace("TABLE_", "delta.`%s`".formatted(table))).close();
    }
  }

  private static void theirs(Path table, String statement) {
    spark.run(statement.replace("TABLE_", "delta.`%s`".formatted(table)));
  }

  /** The rows as Moraine, Spark and the kernel read them, which is the same. */
  private static List<String> same(Path table) throws IOException {
    String all = "SELECT * FROM delta.`%s`".formatted(table);
    List<String> expected = spark.rows(all);
    try (var session = Sessions.open(folder)) {
      assertThat(Moraine.rows(session, all)).isEqualTo(expected);
    }
    assertThat(new Kernel().rows(table.toString(), version(table))).isEqualTo(expected);
    return expected;
  }

  private static long version(Path table) {
    return Table.open(table).version();
  }

  /** What the last commit says it did, without figures. */
  private static String lastOperation(Path table) {
    return spark
        .session()
        .sql("DESCRIBE HISTORY delta.`%s` LIMIT 1".formatted(table))
        .selectExpr("operation", "sort_array(map_entries(operationParameters))")
        .collectAsList()
        .toString();
  }

  private static String metrics(Path table) {
    return spark
        .session()
        .sql("DESCRIBE HISTORY delta.`%s` LIMIT 1".formatted(table))
        .selectExpr("sort_array(map_keys(operationMetrics))")
        .collectAsList()
        .toString();
  }

  @Test
  void sparkReadsWhatIsZorderedHereAndItsHistorySaysTheSame() throws IOException {
    Path ours = folder.resolve("zordered");
    Path theirs = folder.resolve("zordered by spark");
    for (Path table : List.of(ours, theirs)) {
      theirs(table, "CREATE TABLE TABLE_ (a INT, b STRING, c INT) USING DELTA PARTITIONED BY (c)");
      theirs(
          table,
          "INSERT INTO TABLE_ SELECT id, cast(id * 7 % 1000 AS STRING), id % 2 FROM range(1000)");
      theirs(table, "INSERT INTO TABLE_ SELECT id, NULL, id % 2 FROM range(100)");
    }
    List<String> rows = same(ours);
    ours(ours, "OPTIMIZE TABLE_ WHERE c = 1 ZORDER BY (a, b)");
    theirs(theirs, "OPTIMIZE TABLE_ WHERE c = 1 ZORDER BY (a, b)");
    assertThat(same(ours)).isEqualTo(rows).hasSize(1100);
    assertThat(lastOperation(ours).replaceAll("predicate,[^]]*]", ""))
        .isEqualTo(lastOperation(theirs).replaceAll("predicate,[^]]*]", ""));
    assertThat(metrics(ours)).isEqualTo(metrics(theirs));
    // What Spark puts into an order again reads as before.
    theirs(ours, "OPTIMIZE TABLE_ ZORDER BY (a)");
    assertThat(same(ours)).isEqualTo(rows);
  }

  @Test
  void aClusteredTableIsClusteredByEachAndTheOtherFindsNothingToDo() throws IOException {
    Path table = folder.resolve("clustered");
    ours(table, "CREATE TABLE TABLE_ (a INT, s STRUCT<b: STRING>) USING DELTA CLUSTER BY (a, s.b)");
    theirs(
        table,
        "INSERT INTO TABLE_ SELECT id, named_struct('b', cast(id AS STRING)) FROM range(500)");
    ours(table, "INSERT INTO TABLE_ SELECT -id, NULL FROM range(300)");
    List<String> rows = same(table);

    ours(table, "OPTIMIZE TABLE_");
    assertThat(same(table)).isEqualTo(rows).hasSize(800);
    long clustered = version(table);
    theirs(table, "OPTIMIZE TABLE_");
    assertThat(version(table)).isEqualTo(clustered);
    String oursSays = lastOperation(table);

    theirs(table, "INSERT INTO TABLE_ SELECT id, named_struct('b', 'x') FROM range(5000)");
    theirs(table, "OPTIMIZE TABLE_");
    assertThat(lastOperation(table)).isEqualTo(oursSays);
    long again = version(table);
    ours(table, "OPTIMIZE TABLE_");
    assertThat(version(table)).isEqualTo(again);
    ours(table, "OPTIMIZE TABLE_ FULL");
    assertThat(version(table)).isEqualTo(again);
    assertThat(same(table)).hasSize(5800);
  }

  @Test
  void clusteringShowsNoChangeAndKeepsTheIdsOfRows() throws IOException {
    Path table = folder.resolve("tracked");
    ours(
        table,
        "CREATE TABLE TABLE_ (a INT, b INT) USING DELTA CLUSTER BY (a, b) TBLPROPERTIES"
            + " ('delta.enableRowTracking' = 'true', 'delta.enableChangeDataFeed' = 'true')");
    ours(table, "INSERT INTO TABLE_ SELECT id % 17, id FROM range(300)");
    ours(table, "INSERT INTO TABLE_ SELECT id % 19, id FROM range(300)");
    ours(table, "DELETE FROM TABLE_ WHERE b % 10 = 3");
    String ids =
        "SELECT a, b, _metadata.row_id, _metadata.row_commit_version FROM delta.`%s`"
            .formatted(table);
    List<String> before = spark.rows(ids);
    ours(table, "OPTIMIZE TABLE_");
    assertThat(spark.rows(ids)).isEqualTo(before).hasSize(540);
    long changes =
        spark
            .session()
            .read()
            .format("delta")
            .option("readChangeFeed", "true")
            .option("startingVersion", version(table))
            .load(table.toString())
            .count();
    assertThat(changes).isZero();
  }

  @Test
  void purgingLeavesNoDeletedRowsAndNoDroppedColumns() throws IOException {
    Path table = folder.resolve("purged");
    theirs(
        table,
        "CREATE TABLE TABLE_ (id INT, gone STRING, s STRUCT<x: INT, y: INT>) USING DELTA"
            + " TBLPROPERTIES ('delta.enableDeletionVectors' = 'true',"
            + " 'delta.columnMapping.mode' = 'name')");
    theirs(
        table, "INSERT INTO TABLE_ SELECT id, 'g', named_struct('x', 1, 'y', 2) FROM range(1000)");
    theirs(table, "DELETE FROM TABLE_ WHERE id = 500");
    Table opened = Table.open(table);
    OptimizeResult purged = opened.optimize().purge().execute();
    assertThat(purged.removedFiles()).isEqualTo(1);
    assertThat(lastOperation(table)).startsWith("[[REORG,").contains("[applyPurge,true]");
    assertThat(same(table)).hasSize(999);
    assertThat(opened.optimize().purge().execute().version()).isEmpty();

    ours(table, "ALTER TABLE TABLE_ DROP COLUMN s.y");
    ours(table, "REORG TABLE TABLE_ APPLY (PURGE)");
    long version = version(table);
    assertThat(same(table)).hasSize(999);
    theirs(table, "REORG TABLE TABLE_ APPLY (PURGE)");
    assertThat(version(table)).isEqualTo(version);
  }

  @Test
  void bothRefuseWhatAClusteredTableCannotHave() throws IOException {
    Path table = folder.resolve("refused");
    ours(table, "CREATE TABLE TABLE_ (a INT, b INT) USING DELTA CLUSTER BY (a)");
    assertThatThrownBy(() -> ours(table, "OPTIMIZE TABLE_ ZORDER BY (b)"))
        .hasMessageContaining("its rows are clustered by [a]");
    assertThatThrownBy(() -> theirs(table, "OPTIMIZE TABLE_ ZORDER BY (b)"))
        .hasMessageContaining("DELTA_CLUSTERING_WITH_ZORDER_BY");
    ours(table, "ALTER TABLE TABLE_ CLUSTER BY NONE");
    assertThatThrownBy(() -> ours(table, "OPTIMIZE TABLE_ FULL"))
        .hasMessageContaining("it has no clustering columns");
    assertThatThrownBy(() -> theirs(table, "OPTIMIZE TABLE_ FULL"))
        .hasMessageContaining("DELTA_OPTIMIZE_FULL_NOT_SUPPORTED");
  }
}
