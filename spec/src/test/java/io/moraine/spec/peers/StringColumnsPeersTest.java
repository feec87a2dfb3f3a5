package io.moraine.spec.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.error.UnsupportedFeatureException;
import io.moraine.engine.session.SqlSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Strings that are compared otherwise than by their bytes. */
class StringColumnsPeersTest {
  @TempDir static Path folder;

  /** Not BETWEEN, in which Spark pads nothing: to it 'b ' is not between 'a' and 'b'. */
  private static final List<String> CONDITIONS =
      List.of(
          "c = 'ab'",
          "'ab' = c",
          "c = 'ab   '",
          "c = 'ab     '",
          "c <> 'ab'",
          "c <=> 'ab'",
          "c < 'ab '",
          "c <= 'ab'",
          "c > 'a'",
          "c >= 'b'",
          "c IN ('ab', 'b')",
          "c NOT IN ('ab', 'b')",
          "c = longer",
          "longer = c",
          "longer = 'ab'",
          "v = 'ab'",
          "v = c",
          "c LIKE 'ab'",
          "length(c) = 5",
          "c IS NULL",
          "day = 'x'",
          "id IN (SELECT id FROM %1$s WHERE c = 'ab')",
          "EXISTS (SELECT 1 FROM %1$s AS o WHERE o.longer = t.c AND o.c = 'ab')");

  @Test
  void charColumnsCompareAsSparkComparesThem() {
    String table = "delta.`%s`".formatted(folder.resolve("chars"));
    try (SqlSession session = Sessions.open(folder);
        Spark spark = new Spark(folder.resolve("spark"))) {
      spark.run(
          """
          CREATE TABLE %s (id INT, c CHAR(5), longer CHAR(8), v VARCHAR(5), day CHAR(3))
          USING DELTA PARTITIONED BY (day)"""
              .formatted(table));
      spark.run(
          """
          INSERT INTO %s VALUES (1, 'ab', 'ab', 'ab', 'x'),
            (2, 'ab ', 'abc', 'ab ', 'y'),
            (3, 'b', 'b', 'b    ', 'x'), (4, NULL, NULL, NULL, NULL),
            (5, 'é', 'é', 'é', 'é')"""
              .formatted(table));
      for (String condition : CONDITIONS) {
        String query =
            "SELECT id, c, longer FROM %s AS t WHERE %s"
                .formatted(table, condition.formatted(table));
        assertThat(Moraine.rows(session, query)).as(condition).isEqualTo(spark.rows(query));
      }
      String outer = "SELECT count(*) FROM (SELECT id, c AS d FROM %s) WHERE d = 'ab'";
      assertThat(Moraine.rows(session, outer.formatted(table)))
          .isEqualTo(spark.rows(outer.formatted(table)));
    }
  }

  @Test
  void collatedColumnsAreReadAndNotComparedByTheirBytes() throws IOException {
    Path table = folder.resolve("collated");
    String name = "delta.`%s`".formatted(table);
    try (SqlSession session = Sessions.open(folder)) {
      session.execute("CREATE TABLE " + name + " (id INT, name STRING, plain STRING)").close();
      session.execute("INSERT INTO " + name + " VALUES (1, 'A', 'A'), (2, 'a', 'a')").close();
    }
    Path commit = table.resolve("_delta_log/00000000000000000000.json");
    String before =
        "\\\"name\\\",\\\"type\\\":\\\"string\\\",\\\"nullable\\\":true,\\\"metadata\\\":{";
    String log = Files.readString(commit);
    assertThat(log).contains(before);
    Files.writeString(
        commit,
        log.replace(
            before, before + "\\\"__COLLATIONS\\\":{\\\"name\\\":\\\"spark.UTF8_LCASE\\\"}"));
    Files.deleteIfExists(table.resolve("_delta_log/00000000000000000000.crc"));
    Files.deleteIfExists(table.resolve("_delta_log/00000000000000000001.crc"));
    try (SqlSession session = Sessions.open(folder)) {
      for (String query :
          List.of(
              "SELECT name FROM (SELECT * FROM %s) WHERE name IS NOT NULL AND plain = 'a'",
              "SELECT count(name) FROM %s WHERE CAST(name AS BINARY) = CAST('a' AS BINARY)",
              "SELECT name FROM %s WHERE id = 1 UNION ALL SELECT plain FROM %1$s WHERE id = 3")) {
        assertThat(Moraine.rows(session, query.formatted(name))).as(query).hasSize(1);
      }
      for (String query :
          List.of(
              "SELECT id FROM %s WHERE name = 'a'",
              "SELECT id FROM (SELECT id, name AS n FROM %s) WHERE n > 'a'",
              "SELECT name, count(*) FROM %s GROUP BY name",
              "SELECT DISTINCT name FROM %s",
              "SELECT count(DISTINCT name) FROM %s",
              "SELECT max(name) FROM %s",
              "SELECT id FROM %s ORDER BY name",
              "SELECT upper(name) FROM %s",
              "SELECT a.id FROM %s a JOIN %1$s b ON a.name = b.plain",
              "SELECT plain FROM %s UNION SELECT name FROM %1$s",
              "DELETE FROM %s WHERE name = 'a'")) {
        assertThatThrownBy(() -> session.execute(query.formatted(name)).close())
            .as(query)
            .isInstanceOf(UnsupportedFeatureException.class)
            .hasMessageContaining("has the collation spark.UTF8_LCASE");
      }
    }
  }
}
