package io.moraine.engine.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.log.txn.ConcurrentModificationException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Two sessions change one table: the second commits while the first still reads. The table has
 * three files: ids 1 and 2 with k = 1, ids 3 and 4 with k = 2, ids 5 and 6 with k = 3.
 */
class ConflictsTest {
  private static final String IN_HOOK = " AND id IN (SELECT h FROM hook)";

  @TempDir Path warehouse;

  @ParameterizedTest(name = "{0}: {1} while {2}")
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          Serializable ~ INSERT INTO t SELECT h + 100, 1 FROM hook ~ INSERT INTO t VALUES (9, 1) ~ 16
          Serializable ~ INSERT INTO t SELECT h + 100, 1 FROM hook ~ DELETE FROM t WHERE id = 1 ~ 14
          Serializable ~ INSERT INTO t SELECT h + 100, 1 FROM hook ~ DELETE FROM t ~ 9
          Serializable ~ INSERT INTO t SELECT id + 100, k FROM t WHERE k = 1 {} ~ INSERT INTO t VALUES (9, 2) ~ 9
          Serializable ~ INSERT INTO t SELECT id + 100, k FROM t WHERE k = 1 {} ~ DELETE FROM t WHERE k = 3 ~ 6
          Serializable ~ DELETE FROM t WHERE id <= 2 {} ~ DELETE FROM t WHERE id >= 5 ~ 2
          Serializable ~ DELETE FROM t WHERE id <= 2 {} ~ INSERT INTO t VALUES (9, 2) ~ 5
          Serializable ~ DELETE FROM t WHERE k = 1 {} ~ INSERT INTO t VALUES (1, 2) ~ 5
          Serializable ~ UPDATE t SET k = 8 WHERE k = 1 {} ~ INSERT INTO t VALUES (1, 2), (2, 3) ~ 8
          Serializable ~ UPDATE t SET k = 8 WHERE k = 1 {} ~ UPDATE t SET k = 7 WHERE k = 3 ~ 6
          Serializable ~ MERGE INTO t USING hook ON t.id = h AND t.k = 1 WHEN MATCHED THEN DELETE ~ INSERT INTO t VALUES (9, 2) ~ 5
          WriteSerializable ~ DELETE FROM t WHERE id <= 2 {} ~ INSERT INTO t VALUES (1, 1) ~ 5
          WriteSerializable ~ UPDATE t SET k = 8 WHERE k = 1 {} ~ INSERT INTO t VALUES (1, 1) ~ 7
          WriteSerializable ~ INSERT INTO t SELECT id + 100, k FROM t WHERE k = 1 {} ~ INSERT INTO t VALUES (9, 1) ~ 9
          """)
  void whatDoesNotMeetIsCommittedBoth(String level, String first, String second, int rows) {
    try (SqlSession ours = Oracle.session(warehouse);
        SqlSession theirs = Oracle.session(warehouse)) {
      create(ours, level);
      run(ours, first, () -> Oracle.ours(theirs, second));
      assertThat(Oracle.ours(ours, "SELECT count(*) FROM t")).containsExactly("" + rows);
      assertThat(Oracle.ours(theirs, "SELECT count(*) FROM t")).containsExactly("" + rows);
      assertThat(Oracle.ours(ours, "DESCRIBE HISTORY t")).hasSize(6);
    }
  }

  @ParameterizedTest(name = "{0}: {1} while {2}")
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          Serializable ~ INSERT INTO t SELECT id + 100, k FROM t WHERE k = 1 {} ~ INSERT INTO t VALUES (9, 1)
          Serializable ~ INSERT INTO t SELECT id + 100, k FROM t WHERE TRUE {} ~ INSERT INTO t VALUES (9, 1)
          Serializable ~ INSERT INTO t SELECT id + 100, k FROM t WHERE k = 1 {} ~ DELETE FROM t WHERE id = 2
          Serializable ~ DELETE FROM t WHERE id <= 2 {} ~ DELETE FROM t WHERE id = 1
          Serializable ~ DELETE FROM t WHERE id = 1 {} ~ DELETE FROM t WHERE id = 2
          Serializable ~ DELETE FROM t WHERE id = 1 {} ~ UPDATE t SET k = 5 WHERE id = 2
          Serializable ~ DELETE FROM t WHERE k = 1 {} ~ INSERT INTO t VALUES (7, 1)
          Serializable ~ UPDATE t SET k = 8 WHERE k = 1 {} ~ INSERT INTO t VALUES (1, 1)
          Serializable ~ UPDATE t SET k = 8 WHERE k = 1 {} ~ UPDATE t SET k = 1 WHERE k = 3
          Serializable ~ UPDATE t SET k = 8 WHERE k = 1 {} ~ DELETE FROM t
          Serializable ~ MERGE INTO t USING hook ON t.id = h WHEN NOT MATCHED THEN INSERT (id) VALUES (h) ~ INSERT INTO t VALUES (9, 2)
          Serializable ~ INSERT OVERWRITE t SELECT h, 1 FROM hook ~ INSERT INTO t VALUES (9, 2)
          Serializable ~ INSERT INTO t REPLACE WHERE k = 1 SELECT h, 1 FROM hook ~ INSERT INTO t VALUES (9, 1)
          WriteSerializable ~ DELETE FROM t WHERE id <= 2 {} ~ DELETE FROM t WHERE id = 1
          WriteSerializable ~ UPDATE t SET k = 8 WHERE k = 1 {} ~ UPDATE t SET k = 1 WHERE k = 3
          WriteSerializable ~ UPDATE t SET k = 8 WHERE k = 1 {} ~ INSERT INTO t SELECT id, 1 FROM t WHERE k = 2
          """)
  void whatMeetsIsRefusedAndLeavesNothing(String level, String first, String second) {
    try (SqlSession ours = Oracle.session(warehouse);
        SqlSession theirs = Oracle.session(warehouse);
        Oracle files = new Oracle(warehouse)) {
      create(ours, level);
      List<List<String>> between = new java.util.ArrayList<>();
      assertThatThrownBy(
              () ->
                  run(
                      ours,
                      first,
                      () -> {
                        Oracle.ours(theirs, second);
                        between.add(files.files());
                      }))
          .isInstanceOf(ConcurrentModificationException.class)
          .hasMessageContaining("Cannot commit version 5")
          .hasMessageContaining("version 4");
      assertThat(files.files()).isEqualTo(between.get(0));
      assertThat(Oracle.ours(ours, "DESCRIBE HISTORY t")).hasSize(5);
    } catch (java.sql.SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static void create(SqlSession session, String level) {
    Oracle.ours(
        session,
        "CREATE TABLE t (id BIGINT, k INT) TBLPROPERTIES ('delta.isolationLevel' = '%s')"
            .formatted(level));
    Oracle.ours(session, "INSERT INTO t VALUES (1, 1), (2, 1)");
    Oracle.ours(session, "INSERT INTO t VALUES (3, 2), (4, 2)");
    Oracle.ours(session, "INSERT INTO t VALUES (5, 3), (6, 3)");
  }

  private static void run(SqlSession session, String sql, Runnable meanwhile) {
    session.execute(sql.replace(" {}", IN_HOOK), Map.of("hook", new Hook(meanwhile))).close();
  }
}
