package io.moraine.spec.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.error.InvalidInputException;
import io.moraine.engine.session.SqlSession;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Moraine tells the changes of tables that Spark writes as Spark does, row by row. */
class ChangeFeedPeersTest {
  @TempDir static Path folder;

  private static SqlSession moraine;
  private static Spark spark;

  /** What is done to each kind of table; the columns are id, s, v and part. */
  private static final List<String> CHANGES =
      List.of(
          "INSERT INTO %s SELECT id, concat('row ', id), id * 10, id %% 3 FROM range(0, 30)",
          "UPDATE %s SET s = upper(s) WHERE id %% 7 = 0",
          "DELETE FROM %s WHERE id BETWEEN 10 AND 14",
          """
          MERGE INTO %s t USING (SELECT id, 'merged' AS s FROM range(20, 40)) AS n ON t.id = n.id
          WHEN MATCHED AND n.id = 25 THEN DELETE
          WHEN MATCHED AND n.id %% 2 = 0 THEN UPDATE SET s = n.s
          WHEN NOT MATCHED THEN INSERT (id, s, v, part) VALUES (n.id, n.s, NULL, 7)""",
          "OPTIMIZE %s",
          "DELETE FROM %s WHERE part = 1",
          "INSERT INTO %s VALUES (100, NULL, NULL, NULL), (101, '', 0, 7)",
          "INSERT OVERWRITE %s SELECT id, 'again', 1, 0 FROM range(5)",
          "RESTORE TABLE %s TO VERSION AS OF 3",
          "DELETE FROM %s");

  private record Kind(String name, String properties, String partitioning) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Kind> kinds() {
    String on = "'delta.enableChangeDataFeed' = 'true'";
    String vectors = on + ", 'delta.enableDeletionVectors' = 'true'";
    String copies = on + ", 'delta.enableDeletionVectors' = 'false'";
    String parts = "PARTITIONED BY (part)";
    return Stream.of(
        new Kind("copies", copies, parts),
        new Kind("vectors", vectors, ""),
        new Kind("names", vectors + ", 'delta.columnMapping.mode' = 'name'", parts),
        new Kind(
            "ids",
            copies
                + ", 'delta.columnMapping.mode' = 'id', 'delta.enableInCommitTimestamps' = 'true'",
            parts),
        new Kind("tracked", vectors + ", 'delta.enableRowTracking' = 'true'", parts));
  }

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

  private static String create(String name, String properties, String partitioning) {
    String table = "delta.`%s`".formatted(folder.resolve(name));
    spark.run(
        "CREATE TABLE %s (id BIGINT, s STRING, v BIGINT, part BIGINT) USING DELTA %s TBLPROPERTIES (%s)"
            .formatted(table, partitioning, properties));
    return table;
  }

  private static String changes(String table, Object... bounds) {
    StringBuilder sql = new StringBuilder("table_changes('" + table + "'");
    for (Object bound : bounds) {
      sql.append(", ").append(bound instanceof Number ? bound : "'" + bound + "'");
    }
    return sql.append(")").toString();
  }

  private static void assertSame(String sql) {
    assertThat(Moraine.rows(moraine, sql)).as(sql).isEqualTo(spark.rows(sql));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  void changesAreThoseThatSparkTells(Kind kind) {
    String table = create(kind.name(), kind.properties(), kind.partitioning());
    CHANGES.forEach(change -> spark.run(change.formatted(table)));

    String all = "SELECT * FROM " + changes(table, 0);
    assertThat(spark.rows(all)).hasSizeGreaterThan(100);
    assertSame(all);
    assertThat(
            Moraine.rows(
                moraine,
                "SELECT * FROM %s WHERE _commit_version BETWEEN 2 AND 5"
                    .formatted(changes(table, 0))))
        .isNotEmpty()
        .isEqualTo(Moraine.rows(moraine, "SELECT * FROM " + changes(table, 2, 5)));
    assertSame("SELECT id, _change_type FROM " + changes(table, 1, 99) + " WHERE id > 27");
    assertSame(
        "SELECT count(*), max(v) FROM %s WHERE part = 0 AND _commit_version IN (2, 5)"
            .formatted(changes(table, 0)));
    assertSame(
        "SELECT s, _commit_version FROM %s WHERE _change_type = 'update_preimage' AND v IS NOT NULL"
            .formatted(changes(table, 1)));
  }

  @Test
  void changesBetweenTimesAreThoseThatSparkTells() throws Exception {
    String table = create("timed", "'delta.enableChangeDataFeed' = 'true'", "");
    for (int i = 0; i < 4; i++) {
      Thread.sleep(20);
      spark.run("INSERT INTO %s VALUES (%d, 'x', 1, 1)".formatted(table, i));
    }
    List<Instant> times =
        spark.rows("DESCRIBE HISTORY " + table).stream()
            .map(row -> Instant.parse(row.split(" \\| ", -1)[1]))
            .toList();
    assertThat(times).hasSize(5).isSorted();
    Instant first = times.get(0);
    Instant last = times.get(4);
    assertSame("SELECT * FROM " + changes(table, times.get(2)));
    assertSame("SELECT * FROM " + changes(table, first, times.get(2)));
    assertSame("SELECT * FROM " + changes(table, times.get(2).plusMillis(1), last));
    assertSame("SELECT * FROM " + changes(table, 0, times.get(2).plusMillis(1)));
    assertSame("SELECT * FROM " + changes(table, "2020-01-01 00:00:00", last));
    // Nothing was committed between the two.
    String none = changes(table, times.get(2).plusMillis(1), times.get(2).plusMillis(2));
    assertSame("SELECT * FROM " + none);
    assertThat(Moraine.rows(moraine, "SELECT count(*) FROM " + none)).containsExactly("0");
    assertThatThrownBy(() -> Moraine.rows(moraine, "SELECT * FROM " + changes(table, last, first)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("an end that is not before their start");
    for (Object tooLate : List.of("2999-01-01", last.plusMillis(1))) {
      assertThatThrownBy(() -> Moraine.rows(moraine, "SELECT * FROM " + changes(table, tooLate)))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("after the latest version, 4");
      assertThatThrownBy(() -> spark.rows("SELECT * FROM " + changes(table, tooLate)))
          .hasMessageContaining("TIMESTAMP_GREATER_THAN_COMMIT");
    }
  }

  @Test
  void columnsThatWereAddedAreNullBefore() {
    String table =
        create(
            "added",
            "'delta.enableChangeDataFeed' = 'true', 'delta.enableTypeWidening' = 'true'",
            "PARTITIONED BY (part)");
    spark.run("INSERT INTO %s VALUES (1, 'a', 1, 1)".formatted(table));
    spark.run("ALTER TABLE %s ADD COLUMNS (more STRUCT<x: INT>, n INT)".formatted(table));
    spark.run("INSERT INTO %s VALUES (2, 'b', 2, 1, named_struct('x', 5), 7)".formatted(table));
    spark.run("ALTER TABLE %s ADD COLUMNS (more.y STRING)".formatted(table));
    spark.run("UPDATE %s SET s = 'c', more = named_struct('x', 6, 'y', 'z')".formatted(table));
    assertSame("SELECT * FROM " + changes(table, 0));
    assertSame("SELECT * FROM " + changes(table, 1, 5));
    // Under the last version's schema, where Spark takes that of the newest.
    assertThat(Moraine.rows(moraine, "SELECT * FROM " + changes(table, 0, 1)))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("1 | a | 1 | 1 | insert | 1 | ");
    assertSame("SELECT id, s, v, part, _change_type FROM " + changes(table, 0, 1));

    // Spark refuses what widening allows; the values are those of the versions.
    List<String> before =
        Moraine.rows(moraine, "SELECT id, n, _commit_version FROM " + changes(table, 0));
    spark.run("ALTER TABLE %s ALTER COLUMN n TYPE BIGINT".formatted(table));
    spark.run("DELETE FROM %s WHERE id = 2".formatted(table));
    List<String> after =
        Moraine.rows(moraine, "SELECT id, n, _commit_version FROM " + changes(table, 0, 6));
    assertThat(after).isEqualTo(before).contains("2 | 7 | 3");
    assertThat(Moraine.rows(moraine, "SELECT id, n, _change_type FROM " + changes(table, 7)))
        .containsExactly("2 | 7 | delete");
  }

  @Test
  void columnsThatWereRenamedOrDroppedOrRetypedAreRefusedByVersionAndName() {
    String table =
        create(
            "renamed",
            "'delta.enableChangeDataFeed' = 'true', 'delta.columnMapping.mode' = 'name'",
            "");
    spark.run("INSERT INTO %s VALUES (1, 'a', 1, 1)".formatted(table));
    spark.run("ALTER TABLE %s RENAME COLUMN s TO text".formatted(table));
    spark.run("INSERT INTO %s VALUES (2, 'b', 2, 1)".formatted(table));
    spark.run("ALTER TABLE %s DROP COLUMN v".formatted(table));
    spark.run("UPDATE %s SET text = 'c' WHERE id = 2".formatted(table));

    assertRefused(table, 0, 3, "in version 2 column 's' is called 'text'");
    assertRefused(table, 0, 5, "in version 2 column 's' is called 'text'");
    assertRefused(table, 2, 5, "in version 4 column 'v' is gone. Read up to version 3");
    assertSame("SELECT * FROM " + changes(table, 0, 1));
    assertSame("SELECT * FROM " + changes(table, 2, 3));
    assertSame("SELECT * FROM " + changes(table, 4, 5));
    assertThat(spark.rows("SELECT * FROM " + changes(table, 4, 5))).hasSize(2);
  }

  private static void assertRefused(String table, long from, long to, String why) {
    String sql = "SELECT * FROM " + changes(table, from, to);
    assertThatThrownBy(() -> Moraine.rows(moraine, sql))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(why);
    assertThatThrownBy(() -> spark.rows(sql)).isInstanceOf(Exception.class);
  }

  @Test
  void versionsWithoutTheFeedAreRefusedByTheFirst() {
    String table = create("switched", "'delta.enableChangeDataFeed' = 'true'", "");
    spark.run("INSERT INTO %s VALUES (1, 'a', 1, 1)".formatted(table));
    spark.run(
        "ALTER TABLE %s SET TBLPROPERTIES ('delta.enableChangeDataFeed' = 'false')"
            .formatted(table));
    spark.run("INSERT INTO %s VALUES (2, 'b', 2, 1)".formatted(table));
    spark.run(
        "ALTER TABLE %s SET TBLPROPERTIES ('delta.enableChangeDataFeed' = 'true')"
            .formatted(table));
    spark.run("INSERT INTO %s VALUES (3, 'c', 2, 1)".formatted(table));

    assertRefused(table, 0, 5, "they are not recorded in version 2");
    assertRefused(table, 3, 5, "they are not recorded in version 3");
    assertSame("SELECT * FROM " + changes(table, 0, 1));
    assertSame("SELECT * FROM " + changes(table, 4));
    assertRefused(table, 6, 7, "the latest is 5");
    assertRefused(table, 1, 0, "an end that is not before their start");
  }

  @Test
  void otherNamesOfTheTableWork() {
    String table = create("named", "'delta.enableChangeDataFeed' = 'true'", "");
    spark.run("INSERT INTO %s VALUES (1, 'a', 1, 1)".formatted(table));
    String path = folder.resolve("named").toString();
    List<String> rows = spark.rows("SELECT * FROM " + changes(table, 0));
    assertThat(rows).hasSize(1);
    assertThat(Moraine.rows(moraine, "SELECT * FROM table_changes('named', 0)")).isEqualTo(rows);
    assertSame("SELECT * FROM table_changes_by_path('%s', 0, 1)".formatted(path));
    assertSame(
        "SELECT c.id, x.k FROM table_changes_by_path('%s', 0) AS c JOIN (SELECT 1 AS k) x ON c.id = x.k"
            .formatted(path));
  }
}
