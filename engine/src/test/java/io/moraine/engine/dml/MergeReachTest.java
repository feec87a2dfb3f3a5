package io.moraine.engine.dml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.error.MoraineException;
import io.moraine.engine.session.Oracle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A merge reads the files of its target that may have rows to match, and no others. */
class MergeReachTest {
  /** Enough bytes for the table to be worth looking at beforehand. */
  private static final String COLUMNS =
      "SELECT CAST(id AS INT) AS id, concat(md5(CAST(id AS STRING)), md5(CAST(-id AS STRING))) AS s FROM range(%d, %d)";

  @TempDir Path warehouse;

  @Test
  void filesWithoutAKeyOfTheSourceAreNotRead() throws SQLException, IOException {
    try (Oracle oracle = new Oracle(warehouse)) {
      oracle.ours("CREATE TABLE t (id INT, s STRING)");
      insert(oracle, 0);
      Path first = dataFile();
      insert(oracle, 20_000);
      insert(oracle, 40_000);
      // Who reads it fails.
      Path away = warehouse.resolve("away.parquet");
      Files.move(first, away);
      merge(oracle, "SELECT CAST(id AS BIGINT) AS id, 'few' AS s FROM range(20000, 20003)", "");
      merge(oracle, "SELECT CAST(id AS INT) AS id, 'many' AS s FROM range(20003, 21003)", "");
      merge(
          oracle,
          "SELECT CAST(NULL AS INT) AS id, 'none' AS s UNION ALL SELECT -1, 'below'",
          "WHEN NOT MATCHED THEN INSERT *");
      merge(
          oracle,
          "SELECT id, s FROM t WHERE id = 40000",
          "WHEN MATCHED AND target.id = 40000 THEN DELETE");
      assertThatThrownBy(
              () ->
                  merge(
                      oracle,
                      "SELECT 40001 AS id, 'x' AS s",
                      "WHEN NOT MATCHED BY SOURCE AND target.id < 0 THEN DELETE"))
          .isInstanceOf(MoraineException.class)
          .hasMessageContaining("is gone");
      Files.move(away, first);
      assertThat(
              oracle.ours(
                  "SELECT count(*), %s, %s, %s, %s, %s FROM t"
                      .formatted(
                          counted("s = 'few'"),
                          counted("s = 'many'"),
                          counted("id IS NULL"),
                          counted("id < 0"),
                          counted("id = 40000"))))
          .isEqualTo(List.of("60001 | 3 | 1000 | 1 | 1 | 0"));
    }
  }

  private static String counted(String condition) {
    return "count(CASE WHEN %s THEN 1 END)".formatted(condition);
  }

  private static void merge(Oracle oracle, String source, String clauses) {
    oracle.ours(
        "MERGE INTO t AS target USING (%s) AS source ON target.id = source.id %s WHEN MATCHED THEN UPDATE SET s = source.s"
            .formatted(source, clauses));
  }

  private static void insert(Oracle oracle, int from) {
    oracle.ours("INSERT INTO t " + COLUMNS.formatted(from, from + 20_000));
  }

  private Path dataFile() throws IOException {
    try (Stream<Path> files = Files.list(warehouse.resolve("t"))) {
      return files.filter(file -> file.toString().endsWith(".parquet")).findFirst().orElseThrow();
    }
  }
}
