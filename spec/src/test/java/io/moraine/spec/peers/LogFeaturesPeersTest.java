package io.moraine.spec.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.core.store.LocalStore;
import io.moraine.engine.session.SqlSession;
import io.moraine.log.action.AddFile;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.snapshot.TableLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tables that Moraine makes with each feature of the log are the peers' tables, too. */
class LogFeaturesPeersTest {
  private static final String COLUMNS =
      """
      id BIGINT, i8 TINYINT, i16 SMALLINT, i32 INT, b BOOLEAN, f FLOAT, d DOUBLE,
      small DECIMAL(9,2), large DECIMAL(38,10), s STRING, bin BINARY, day DATE, at TIMESTAMP,
      st STRUCT<x: INT, y: STRUCT<z: STRING>>, arr ARRAY<INT>, m MAP<STRING, BIGINT>,
      part STRING, pday DATE""";

  private static final String ROWS =
      """
      SELECT id, CAST(id %% 100 AS TINYINT), CAST(id AS SMALLINT), CAST(id AS INT), id %% 2 = 0,
        CAST(id / 4 AS FLOAT), id / 8, CAST(id AS DECIMAL(9,2)), CAST(id AS DECIMAL(38,10)),
        CASE WHEN id %% 7 = 0 THEN NULL ELSE concat('a rather long name, longer than bounds ', id) END,
        X'00FF', date_add(DATE'2024-02-01', CAST(id %% 50 AS INT)),
        TIMESTAMP'2024-02-29T12:34:56.789012Z',
        named_struct('x', CAST(id AS INT), 'y', named_struct('z', CAST(id AS STRING))),
        array(CAST(id AS INT), NULL), map('k', id),
        CASE WHEN id %% 3 = 0 THEN NULL ELSE concat('p 1/é%%', id %% 3) END,
        CASE WHEN id %% 5 = 0 THEN NULL ELSE DATE'2024-02-29' END
      FROM range(%d, %d)""";

  @TempDir static Path folder;

  private static SqlSession moraine;
  private static Spark spark;
  private static final Kernel KERNEL = new Kernel();

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

  private static void ours(Path table, String statement) {
    moraine.execute(statement.formatted(table)).close();
  }

  private static void assertSame(Path table, String what) throws IOException {
    String all = "SELECT * FROM delta.`%s`".formatted(table);
    List<String> own = Moraine.rows(moraine, all);
    assertThat(spark.rows(all)).as("Spark after %s", what).isEqualTo(own);
    String path = table.toString();
    assertThat(KERNEL.rows(path, KERNEL.latestVersion(path)))
        .as("kernel after %s", what)
        .isEqualTo(own);
  }

  /** The same table with nothing of its log but the newest checkpoint and what follows it. */
  private static Path onlyItsCheckpoint(Path table, long version) throws IOException {
    Path copy = table.resolveSibling(table.getFileName() + "-checkpoint");
    String first = "%020d".formatted(version);
    try (Stream<Path> walk = Files.walk(table)) {
      for (Path path : walk.toList()) {
        Path target = copy.resolve(table.relativize(path).toString());
        String name = path.getFileName().toString();
        boolean early =
            path.getParent().endsWith("_delta_log")
                && name.compareTo(first) < 0
                && name.startsWith("0");
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else if (!early && !name.startsWith(".")) {
          Files.copy(path, target);
        }
      }
    }
    return copy;
  }

  static Stream<Arguments> tables() {
    String v2 = "'delta.checkpointPolicy' = 'v2'";
    String timed = "'delta.enableInCommitTimestamps' = 'true'";
    String tracked = "'delta.enableRowTracking' = 'true'";
    return Stream.of(
        Arguments.of("'delta.isolationLevel' = 'Serializable'", true),
        Arguments.of(v2, true),
        Arguments.of(v2, false),
        Arguments.of("'delta.checkpoint.writeStatsAsJson' = 'false'", true),
        Arguments.of("'delta.feature.v2Checkpoint' = 'supported'", true),
        Arguments.of(timed, false),
        Arguments.of(tracked, true),
        Arguments.of(
            "'delta.feature.domainMetadata' = 'supported', 'delta.parquet.compression.codec' = 'snappy'",
            false),
        Arguments.of(
            String.join(
                ", ",
                v2,
                timed,
                tracked,
                "'delta.enableDeletionVectors' = 'true'",
                "'delta.feature.vacuumProtocolCheck' = 'supported'"),
            true));
  }

  @ParameterizedTest(name = "{0}, partitioned: {1}")
  @MethodSource("tables")
  void peersReadAndWriteThem(String properties, boolean partitioned) throws Exception {
    Path table = folder.resolve("t" + Integer.toHexString((properties + partitioned).hashCode()));
    ours(
        table,
        "CREATE TABLE delta.`%%s` (%s) USING DELTA %s TBLPROPERTIES ('delta.checkpointInterval' = '3', %s)"
            .formatted(COLUMNS, partitioned ? "PARTITIONED BY (part, pday)" : "", properties));
    assertSame(table, "CREATE");
    String insert = "INSERT INTO delta.`%s` ";
    for (int i = 0; i < 4; i++) {
      moraine.execute(insert.formatted(table) + ROWS.formatted(i * 10, i * 10 + 10)).close();
    }
    assertSame(table, "appends");
    ours(table, "DELETE FROM delta.`%s` WHERE part IS NULL AND pday IS NULL");
    spark.run(insert.formatted(table) + ROWS.formatted(100, 110));
    assertSame(table, "Spark's append");
    ours(table, "DELETE FROM delta.`%s`");
    moraine.execute(insert.formatted(table) + ROWS.formatted(200, 220)).close();
    for (int i = 0; i < 3; i++) {
      moraine.execute(insert.formatted(table) + ROWS.formatted(300 + i, 301 + i)).close();
    }
    spark.run("DELETE FROM delta.`%s` WHERE id = 205".formatted(table));
    assertSame(table, "Spark's delete");
    moraine.execute(insert.formatted(table) + ROWS.formatted(400, 401)).close();
    assertSame(table, "all");
    long checkpoint =
        new TableLog(new LocalStore(table, moraine.environment()))
            .latest()
            .checkpointVersion()
            .orElseThrow();
    assertSame(onlyItsCheckpoint(table, checkpoint), "only its checkpoint");
  }

  @Test
  void rowIdsAreWhatSparkReadsAndNeverTheSame() throws Exception {
    Path table = folder.resolve("tracked");
    ours(
        table,
        "CREATE TABLE delta.`%s` (id BIGINT, s STRING) USING DELTA TBLPROPERTIES ('delta.enableRowTracking' = 'true', 'delta.checkpointInterval' = '4')");
    for (int i = 0; i < 3; i++) {
      ours(
          table,
          "INSERT INTO delta.`%%s` SELECT id, 'ours' FROM range(%d, %d)"
              .formatted(i * 100, i * 100 + 50));
      spark.run(
          "INSERT INTO delta.`%s` SELECT /*+ COALESCE(1) */ id, 'theirs' FROM range(%d, %d)"
              .formatted(table, i * 100 + 50, i * 100 + 100));
    }
    spark.run("UPDATE delta.`%s` SET s = 'moved' WHERE id %% 100 = 7".formatted(table));
    ours(table, "INSERT INTO delta.`%s` VALUES (1000, 'last')");
    List<String> ids = spark.rows("SELECT _metadata.row_id FROM delta.`%s`".formatted(table));
    assertThat(ids).hasSize(301).doesNotHaveDuplicates();
    Snapshot snapshot = new TableLog(new LocalStore(table, moraine.environment())).latest();
    List<String> own = new ArrayList<>();
    for (AddFile file : snapshot.files()) {
      own.add(
          "%d | %d | %s".formatted(file.baseRowId(), file.defaultRowCommitVersion(), file.path()));
    }
    List<String> theirs =
        spark.rows(
            "SELECT DISTINCT _metadata.base_row_id, _metadata.default_row_commit_version, _metadata.file_name FROM delta.`%s`"
                .formatted(table));
    assertThat(theirs).containsExactlyInAnyOrderElementsOf(own);
    // Ids of rows that Spark moved stay what they were.
    assertThat(spark.rows("SELECT _metadata.row_id FROM delta.`%s` WHERE id = 7".formatted(table)))
        .containsExactly("7");
  }

  @Test
  void timesOfCommitsAreWhatSparkTells() throws Exception {
    Path table = folder.resolve("timed");
    ours(
        table,
        "CREATE TABLE delta.`%s` (id BIGINT) USING DELTA TBLPROPERTIES ('delta.enableInCommitTimestamps' = 'true')");
    ours(table, "INSERT INTO delta.`%s` VALUES (1)");
    spark.run("INSERT INTO delta.`%s` VALUES (2)".formatted(table));
    ours(table, "INSERT INTO delta.`%s` VALUES (3)");
    List<String> own = new ArrayList<>();
    new TableLog(new LocalStore(table, moraine.environment()))
        .history()
        .forEach(
            entry ->
                own.add(
                    entry.version() + " | " + Canonical.instant(entry.timestampMillis() * 1000)));
    assertThat(history(table, 0, 1)).containsExactlyInAnyOrderElementsOf(own);
  }

  /** Some columns of what Spark tells of the table's versions. */
  private static List<String> history(Path table, int... columns) {
    List<String> history = new ArrayList<>();
    for (String row : spark.rows("DESCRIBE HISTORY delta.`%s`".formatted(table))) {
      String[] cells = row.split(" \\| ", -1);
      List<String> chosen = new ArrayList<>();
      for (int column : columns) {
        chosen.add(cells[column]);
      }
      history.add(String.join(" | ", chosen));
    }
    return history;
  }

  @Test
  void sparkTellsOfOurCommitsWhatItTellsOfItsOwn() throws Exception {
    Path table = folder.resolve("history");
    ours(table, "CREATE TABLE delta.`%s` (id BIGINT) USING DELTA");
    ours(table, "INSERT INTO delta.`%s` VALUES (1)");
    spark.run("INSERT INTO delta.`%s` VALUES (2)".formatted(table));
    // Version, operation, its parameters, what was read, isolation, whether it was blind.
    assertThat(history(table, 0, 4, 5, 9, 10, 11))
        .contains(
            "1 | WRITE | {mode=Append, partitionBy=[]} | 0 | Serializable | true",
            "2 | WRITE | {mode=Append, partitionBy=[]} | 1 | Serializable | true");
    // The measures.
    assertThat(history(table, 12))
        .allMatch(row -> row.equals("{}") || row.contains("numFiles=1, "))
        .filteredOn(row -> row.contains("numOutputRows=1"))
        .hasSize(2);
  }
}
