package io.moraine.spec.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.compaction.OptimizeExecutor;
import io.moraine.compaction.OptimizeOptions;
import io.moraine.compaction.OptimizePlanner;
import io.moraine.core.store.LocalStore;
import io.moraine.engine.session.SqlSession;
import io.moraine.log.snapshot.TableLog;
import io.moraine.log.table.TableTransactions;
import io.moraine.spec.conformance.Corpora;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Moraine changes tables in which Spark deleted rows by marking them. */
class DeletionVectorWritesTest {
  @TempDir static Path folder;

  private static final List<String> MADE_BY_SPARK =
      List.of(
          """
          CREATE TABLE delta.`%s` (id BIGINT, s STRING, part INT) USING DELTA PARTITIONED BY (part)
          TBLPROPERTIES ('delta.enableDeletionVectors' = 'true', 'delta.checkpointInterval' = '4')""",
          """
          INSERT INTO delta.`%s`
          SELECT /*+ COALESCE(1) */ id, concat('row ', id), CAST(id %% 2 AS INT)
          FROM range(0, 1000)""",
          "DELETE FROM delta.`%s` WHERE id %% 10 = 3",
          "DELETE FROM delta.`%s` WHERE id >= 500 AND id < 520");

  /** What both do; in between all kinds of changes meet files with and without a vector. */
  private static final List<String> CHANGES =
      List.of(
          "DELETE FROM delta.`%s` WHERE id < 50",
          "UPDATE delta.`%s` SET s = upper(s) WHERE id %% 100 = 4 OR id %% 100 = 3",
          """
          MERGE INTO delta.`%s` t USING (SELECT id, 'merged' AS s FROM range(490, 530)) AS n
          ON t.id = n.id
          WHEN MATCHED THEN UPDATE SET s = n.s
          WHEN NOT MATCHED THEN INSERT (id, s, part) VALUES (n.id, n.s, 7)""",
          "DELETE FROM delta.`%s` WHERE part = 1",
          "INSERT INTO delta.`%s` VALUES (5000, 'new', 1)");

  private static SqlSession moraine;
  private static Spark spark;

  @BeforeAll
  static void open() {
    moraine = Sessions.open(folder);
    spark = new Spark(folder.resolve("spark"));
  }

  @AfterAll
  static void close() {
    moraine.close();
    spark.close();
  }

  @Test
  void changesLeaveWhatSparkLeaves() throws Exception {
    Path ours = folder.resolve("ours");
    Path theirs = folder.resolve("theirs");
    for (String statement : MADE_BY_SPARK) {
      spark.run(statement.formatted(ours));
    }
    copy(ours, theirs);
    assertThat(text(ours)).as("vectors to begin with").contains("\"deletionVector\":{");
    for (String statement : CHANGES) {
      moraine.execute(statement.formatted(ours)).close();
      spark.run(statement.formatted(theirs));
      assertSame(ours, theirs, statement);
    }
    // Now it has vectors that Spark made between Moraine's versions.
    for (Path table : List.of(ours, theirs)) {
      spark.run("DELETE FROM delta.`%s` WHERE id %% 7 = 1".formatted(table));
    }
    assertSame(ours, theirs, "Spark's DELETE");
    TableLog log = new TableLog(new LocalStore(theirs, moraine.environment()));
    new OptimizeExecutor(log, TableTransactions.contextOf(log, moraine.environment()))
        .run(OptimizePlanner.plan(log.latest(), OptimizeOptions.DEFAULT));
    assertThat(log.latest().files()).allMatch(file -> file.deletionVector() == null);
    assertSame(ours, theirs, "OPTIMIZE");
    String count = "SELECT count(*) FROM delta.`%s`".formatted(ours);
    List<String> live = spark.rows(count);
    assertThat(Moraine.rows(moraine, "DELETE FROM delta.`%s`".formatted(ours))).isEqualTo(live);
    assertThat(spark.rows(count)).containsExactly("0");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "delta-rs/table-with-dv-small, value",
    "kernel-java/basic-dv-no-checkpoint, id",
    "delta-golden/dv-partitioned-with-checkpoint, col1",
    "delta-spark/table-with-dv-large, value"
  })
  void changesOfOldTablesLeaveWhatSparkLeaves(String table, String column) throws Exception {
    Path source = Corpora.folder().resolve(table);
    Assumptions.assumeTrue(
        Files.isDirectory(source),
        "The tables of other writers are not here: no %s. Set -Dmoraine.corpora".formatted(source));
    Path ours = folder.resolve("ours-" + column + table.hashCode());
    Path theirs = folder.resolve("theirs-" + column + table.hashCode());
    copy(source, ours);
    copy(source, theirs);
    for (String change :
        List.of(
            "UPDATE delta.`%%s` SET %1$s = %1$s + 100000 WHERE %1$s %%%% 5 = 2",
            "DELETE FROM delta.`%%s` WHERE %1$s %%%% 3 = 1",
            "MERGE INTO delta.`%%s` t USING (SELECT 5 AS k) AS n ON t.%1$s = n.k "
                + "WHEN MATCHED THEN DELETE")) {
      String statement = change.formatted(column);
      moraine.execute(statement.formatted(ours)).close();
      spark.run(statement.formatted(theirs));
      assertSame(ours, theirs, statement);
    }
  }

  private static void assertSame(Path ours, Path theirs, String what) {
    String all = "SELECT * FROM delta.`%s`";
    List<String> expected = spark.rows(all.formatted(theirs));
    assertThat(expected).isNotEmpty();
    assertThat(spark.rows(all.formatted(ours))).as("Spark after %s", what).isEqualTo(expected);
    assertThat(Moraine.rows(moraine, all.formatted(ours)))
        .as("Moraine after %s", what)
        .isEqualTo(expected);
    assertThat(Moraine.rows(moraine, all.formatted(theirs)))
        .as("Moraine of Spark's, after %s", what)
        .isEqualTo(expected);
  }

  private static String text(Path table) throws IOException {
    StringBuilder text = new StringBuilder();
    try (Stream<Path> list = Files.list(table.resolve("_delta_log"))) {
      for (Path file : list.filter(path -> path.toString().endsWith(".json")).toList()) {
        text.append(Files.readString(file));
      }
    }
    return text.toString();
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> walk = Files.walk(from)) {
      for (Path path : walk.toList()) {
        Path target = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else {
          Files.copy(path, target);
        }
      }
    }
  }
}
