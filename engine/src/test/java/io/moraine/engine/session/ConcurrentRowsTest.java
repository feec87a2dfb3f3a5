package io.moraine.engine.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.env.Environment;
import io.moraine.core.store.StoreOptions;
import io.moraine.log.snapshot.ChecksumPolicy;
import io.moraine.log.txn.ConcurrentModificationException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A second session commits after the first has read the table and before it commits: when it asks
 * for its first id, which is for a file that it writes. The table is one file of six rows, id 1 to
 * 6 with k = id / 2, and marks deleted rows.
 */
class ConcurrentRowsTest {
  @TempDir Path warehouse;

  private final AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});

  private SqlSession session(SqlSession.OnConflict conflicts) {
    Random ids = new Random(5);
    Environment environment =
        new Environment(
            Clock.fixed(Instant.parse("2024-05-06T07:08:09Z"), ZoneOffset.UTC),
            () -> {
              meanwhile.getAndSet(() -> {}).run();
              return new UUID(ids.nextLong(), ids.nextLong());
            },
            new Random(0),
            millis -> {},
            Runnable::run,
            1);
    return new SqlSession(
        environment,
        new SqlSession.Settings(
            Optional.of(warehouse.toUri()),
            1L << 30,
            SqlSession.ExternalPaths.REFUSE,
            ChecksumPolicy.VERIFY,
            Optional.empty(),
            StoreOptions.NONE,
            conflicts),
        (statement, table, where) -> Optional.empty());
  }

  private static void create(SqlSession session, String level) {
    Oracle.ours(
        session,
        "CREATE TABLE t (id INT, k INT) TBLPROPERTIES ('delta.enableDeletionVectors' = 'true', 'delta.isolationLevel' = '%s')"
            .formatted(level));
    Oracle.ours(session, "INSERT INTO t VALUES (1, 0), (2, 1), (3, 1), (4, 2), (5, 2), (6, 3)");
  }

  private static String rows(SqlSession session) {
    return Oracle.ours(session, "SELECT * FROM t ORDER BY id, k").stream()
        .map(row -> "[" + row.replace(" | ", ", ") + "]")
        .collect(Collectors.joining());
  }

  @ParameterizedTest(name = "{0}: {1} while {2}")
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          Serializable ~ DELETE FROM t WHERE id = 1 ~ DELETE FROM t WHERE id = 2 ~ [3, 1][4, 2][5, 2][6, 3]
          Serializable ~ DELETE FROM t WHERE id = 1 ~ UPDATE t SET k = 9 WHERE id = 2 ~ [2, 9][3, 1][4, 2][5, 2][6, 3]
          Serializable ~ UPDATE t SET k = 8 WHERE id = 1 ~ UPDATE t SET k = 9 WHERE id = 2 ~ [1, 8][2, 9][3, 1][4, 2][5, 2][6, 3]
          Serializable ~ UPDATE t SET k = k + 10 WHERE id < 3 ~ DELETE FROM t WHERE id > 3 ~ [1, 10][2, 11][3, 1]
          WriteSerializable ~ UPDATE t SET k = 8 WHERE id = 1 ~ INSERT INTO t VALUES (1, 7) ~ [1, 7][1, 8][2, 1][3, 1][4, 2][5, 2][6, 3]
          """)
  void changesOfDifferentRowsOfOneFileStandBoth(
      String level, String first, String second, String rows) {
    try (SqlSession ours = session(SqlSession.OnConflict.FAIL);
        SqlSession theirs = Oracle.session(warehouse)) {
      create(theirs, level);
      meanwhile.set(() -> Oracle.ours(theirs, second));
      Oracle.ours(ours, first);
      assertThat(rows(ours)).isEqualTo(rows);
      assertThat(Oracle.ours(theirs, "DESCRIBE HISTORY t")).hasSize(4);
    }
  }

  @ParameterizedTest(name = "{0}: {1} while {2}")
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          Serializable ~ UPDATE t SET k = k + 10 WHERE id = 2 ~ UPDATE t SET k = k + 100 WHERE id = 2 ~ [1, 0][2, 111][3, 1][4, 2][5, 2][6, 3]
          Serializable ~ DELETE FROM t WHERE k = 9 OR id = 1 ~ UPDATE t SET k = 9 WHERE id = 2 ~ [3, 1][4, 2][5, 2][6, 3]
          Serializable ~ DELETE FROM t WHERE id = 2 ~ DELETE FROM t WHERE id = 2 ~ [1, 0][3, 1][4, 2][5, 2][6, 3]
          Serializable ~ DELETE FROM t WHERE k = (SELECT max(k) FROM t) ~ DELETE FROM t WHERE id = 6 ~ [1, 0][2, 1][3, 1]
          Serializable ~ UPDATE t SET k = 8 WHERE id = 1 ~ INSERT INTO t VALUES (1, 7) ~ [1, 8][1, 8][2, 1][3, 1][4, 2][5, 2][6, 3]
          Serializable ~ MERGE INTO t USING (VALUES (6), (7)) AS s(i) ON id = i WHEN MATCHED THEN UPDATE SET k = k + 10 WHEN NOT MATCHED THEN INSERT (id, k) VALUES (i, 0) ~ MERGE INTO t USING (VALUES (6), (7)) AS s(i) ON id = i WHEN MATCHED THEN UPDATE SET k = k + 100 WHEN NOT MATCHED THEN INSERT (id, k) VALUES (i, 5) ~ [1, 0][2, 1][3, 1][4, 2][5, 2][6, 113][7, 15]
          """)
  void whoeverLosesRunsAgainOverWhatTheWinnerLeft(
      String level, String first, String second, String rows) {
    try (SqlSession ours = session(SqlSession.OnConflict.REPEAT);
        SqlSession failing = session(SqlSession.OnConflict.FAIL);
        SqlSession theirs = Oracle.session(warehouse)) {
      create(theirs, level);
      meanwhile.set(() -> Oracle.ours(theirs, second));
      assertThatThrownBy(() -> Oracle.ours(failing, first))
          .isInstanceOf(ConcurrentModificationException.class);
      Oracle.ours(theirs, "DROP TABLE t");
      create(theirs, level);
      meanwhile.set(() -> Oracle.ours(theirs, second));
      Oracle.ours(ours, first);
      assertThat(rows(ours)).isEqualTo(rows);
    }
  }
}
