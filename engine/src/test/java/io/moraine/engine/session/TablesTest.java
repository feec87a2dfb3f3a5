package io.moraine.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.engine.dml.ChangeSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables made, told about, gone back in and dropped; what changes read and what they leave. */
class TablesTest {
  @TempDir Path warehouse;
  private Oracle oracle;

  @BeforeEach
  void open() {
    oracle = new Oracle(warehouse);
  }

  @AfterEach
  void close() throws SQLException {
    oracle.close();
  }

  private ChangeSummary change(String sql) {
    try (StatementResult result = oracle.session().execute(sql)) {
      return result.change().orElseThrow();
    }
  }

  private void threeFiles(String partitions) {
    oracle.ours("CREATE TABLE t (id INT, k INT)" + partitions);
    oracle.ours("INSERT INTO t VALUES (1, 1), (2, 1)");
    oracle.ours("INSERT INTO t VALUES (3, 2), (4, 2)");
    oracle.ours("INSERT INTO t VALUES (5, 3), (6, 3)");
  }

  @Test
  void aVersionShowsTheTableAsItWas() {
    threeFiles("");
    oracle.ours("UPDATE t SET k = 0 WHERE id = 1");
    oracle.ours("DELETE FROM t");
    assertThat(oracle.ours("SELECT count(*), sum(k) FROM t VERSION AS OF 3"))
        .containsExactly("6 | 12");
    assertThat(oracle.ours("SELECT count(*), sum(k) FROM t VERSION AS OF 4"))
        .containsExactly("6 | 11");
    assertThat(oracle.ours("SELECT count(*) FROM t FOR VERSION AS OF 0")).containsExactly("0");
    assertThat(oracle.ours("SELECT count(*) FROM t")).containsExactly("0");
    assertThat(
            oracle.ours(
                "SELECT n.c, o.c FROM (SELECT count(*) AS c FROM t) n,"
                    + " (SELECT count(*) AS c FROM t VERSION AS OF 2) o"))
        .containsExactly("0 | 4");
  }

  @Test
  void aTimestampShowsTheTableAsItWasThen() throws IOException {
    threeFiles("");
    for (int version = 0; version < 4; version++) {
      Path commit = warehouse.resolve("t/_delta_log/%020d.json".formatted(version));
      Files.setLastModifiedTime(
          commit, FileTime.from(Instant.parse("2024-01-0%dT12:00:00Z".formatted(version + 1))));
      Files.deleteIfExists(warehouse.resolve("t/_delta_log/%020d.crc".formatted(version)));
    }
    try (SqlSession later = Oracle.session(warehouse)) {
      String count = "SELECT count(*) FROM t TIMESTAMP AS OF ";
      assertThat(Oracle.ours(later, count + "'2024-01-02 12:00:00'")).containsExactly("2");
      assertThat(Oracle.ours(later, count + "'2024-01-03'")).containsExactly("2");
      assertThat(Oracle.ours(later, count + "TIMESTAMP '2024-01-03 12:00:00.001Z'"))
          .containsExactly("4");
      assertThat(Oracle.ours(later, count + "DATE '2024-01-04'")).containsExactly("4");
    }
  }

  @Test
  void deletingWholePartitionsReadsNoFile() {
    threeFiles(" PARTITIONED BY (k)");
    ChangeSummary summary = change("DELETE FROM t WHERE k = 2");
    assertThat(summary.deletedRows()).isEqualTo(2);
    assertThat(summary.removedFiles()).isEqualTo(1);
    assertThat(summary.addedFiles()).isZero();
    assertThat(oracle.ours("SELECT id FROM t ORDER BY id")).containsExactly("1", "2", "5", "6");
  }

  @Test
  void deletingAllRowsOfAFileThatItsStatisticsTellRewritesNothing() {
    threeFiles("");
    ChangeSummary summary = change("DELETE FROM t WHERE id >= 3 AND id <= 5");
    assertThat(summary.deletedRows()).isEqualTo(3);
    assertThat(summary.removedFiles()).isEqualTo(2);
    assertThat(summary.addedFiles()).isEqualTo(1);
    assertThat(oracle.ours("SELECT id FROM t ORDER BY id")).containsExactly("1", "2", "6");
  }

  @Test
  void aChangeOfNoRowMakesNoVersion() {
    threeFiles("");
    for (String sql :
        List.of(
            "DELETE FROM t WHERE id = 99",
            "UPDATE t SET k = 1 WHERE id = 99",
            "MERGE INTO t USING t s ON t.id = s.id AND s.id > 99 WHEN MATCHED THEN DELETE")) {
      assertThat(change(sql).version()).as(sql).isEmpty();
    }
    assertThat(oracle.ours("DESCRIBE HISTORY t")).hasSize(4);
  }

  @Test
  void changesSayHowManyRowsTheyChanged() {
    threeFiles("");
    assertThat(oracle.ours("INSERT INTO t VALUES (7, 4)")).containsExactly("1 | 1");
    assertThat(oracle.ours("UPDATE t SET k = k + 1 WHERE k > 2")).containsExactly("3");
    assertThat(oracle.ours("DELETE FROM t WHERE id < 3")).containsExactly("2");
    assertThat(
            oracle.ours(
                "MERGE INTO t USING (SELECT id FROM range(5, 10)) s ON t.id = s.id"
                    + " WHEN MATCHED AND t.id = 5 THEN DELETE WHEN MATCHED THEN UPDATE SET k = 0"
                    + " WHEN NOT MATCHED THEN INSERT (id) VALUES (s.id)"))
        .containsExactly("5 | 2 | 1 | 2");
  }

  @Test
  void filesThatStatisticsRuleOutAreNotRead() {
    threeFiles("");
    try (StatementResult result = oracle.session().execute("SELECT * FROM t WHERE id = 4")) {
      assertThat(result.scans()).hasSize(1);
      assertThat(result.scans().get(0).scannedFiles()).isEqualTo(1);
    }
  }

  @Test
  void aTableMadeOfAQueryHasItsColumnsAndRows() {
    threeFiles("");
    oracle.ours(
        "CREATE TABLE q USING DELTA PARTITIONED BY (k) COMMENT 'of t' TBLPROPERTIES ('x' = 'y')"
            + " AS SELECT id * 2 AS twice, k FROM t WHERE id > 2");
    assertThat(oracle.ours("SELECT * FROM q ORDER BY twice"))
        .containsExactly("6 | 2", "8 | 2", "10 | 3", "12 | 3");
    assertThat(oracle.ours("DESCRIBE TABLE q"))
        .containsExactly("twice | INT | null", "k | INT | null");
    assertThat(oracle.ours("SHOW TBLPROPERTIES q")).contains("x | y");
    assertThat(oracle.ours("DESCRIBE HISTORY q")).hasSize(1);
  }

  @Test
  void aTableIsMadeOnceAndDroppedOnce() {
    oracle.ours("CREATE TABLE IF NOT EXISTS t (id INT NOT NULL COMMENT 'key', d DATE)");
    oracle.ours("CREATE TABLE IF NOT EXISTS t (other INT)");
    assertThat(oracle.ours("DESCRIBE t")).containsExactly("id | INT | key", "d | DATE | null");
    assertThat(oracle.ours("SHOW COLUMNS IN t")).containsExactly("id", "d");
    assertThat(oracle.ours("SHOW TABLES")).containsExactly("t");
    assertThat(oracle.ours("SHOW TABLES LIKE 'x*'")).isEmpty();
    oracle.ours("DROP TABLE t");
    assertThat(oracle.files()).isEmpty();
    oracle.ours("DROP TABLE IF EXISTS t");
    assertThat(oracle.ours("SHOW TABLES")).isEmpty();
    oracle.ours("CREATE TABLE t (other INT)");
    assertThat(oracle.ours("DESCRIBE t")).containsExactly("other | INT | null");
  }

  @Test
  void aTableIsFoundByItsPathToo() {
    String path = warehouse.resolve("deep").resolve("er").toString();
    oracle.ours("CREATE TABLE delta.`%s` (id INT)".formatted(path));
    oracle.ours("INSERT INTO delta.`%s` VALUES (1), (2)".formatted(path));
    assertThat(oracle.ours("SELECT sum(id) FROM delta.`%s`".formatted(path))).containsExactly("3");
    assertThat(oracle.ours("SELECT x.id FROM delta.`%s` AS x WHERE x.id > 1".formatted(path)))
        .containsExactly("2");
  }

  @Test
  void historyTellsWhatWasDone() {
    threeFiles("");
    oracle.ours("DELETE FROM t WHERE id = 1");
    oracle.ours("UPDATE t SET k = 9 WHERE id = 2");
    oracle.ours("MERGE INTO t USING t s ON t.id = s.id WHEN MATCHED THEN UPDATE SET k = 1");
    List<String> history = oracle.ours("DESCRIBE HISTORY t");
    assertThat(history).hasSize(7);
    assertThat(history.get(0)).startsWith("6 | ").contains("MERGE");
    assertThat(history.get(1)).startsWith("5 | ").contains("UPDATE", "numUpdatedRows=1");
    assertThat(history.get(2)).startsWith("4 | ").contains("DELETE", "numDeletedRows=1");
    assertThat(history.get(3)).startsWith("3 | ").contains("WRITE", "numOutputRows=2");
    assertThat(history.get(6)).startsWith("0 | ").contains("CREATE TABLE");
    assertThat(oracle.ours("DESCRIBE HISTORY t LIMIT 2")).hasSize(2);
  }

  @Test
  void aPlanIsShownWithoutRunningIt() {
    threeFiles("");
    assertThat(oracle.ours("EXPLAIN SELECT k, count(*) FROM t WHERE id > 2 GROUP BY k"))
        .anyMatch(line -> line.contains("Aggregate"));
    oracle.ours("EXPLAIN DELETE FROM t");
    assertThat(oracle.ours("SELECT count(*) FROM t")).containsExactly("6");
  }
}
