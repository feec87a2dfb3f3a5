package io.moraine.engine.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.env.Environment;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Conditions that fail for some rows fail only where those rows are asked about. */
class FailingConditionsTest {
  @TempDir Path folder;
  private SqlSession session;

  @BeforeEach
  void makeTables() {
    Environment environment =
        new Environment(
            Clock.systemUTC(),
            UUID::randomUUID,
            RandomGenerator.of("L64X128MixRandom"),
            millis -> {},
            Runnable::run,
            1);
    session =
        new SqlSession(
            environment,
            new SqlSession.Settings(Optional.of(folder.toUri()), 1L << 30),
            (statement, table, where) -> Optional.empty());
    rows(
        "CREATE TABLE t (x INT, s STRING, p INT) PARTITIONED BY (p)"
            + " TBLPROPERTIES ('delta.enableDeletionVectors' = 'true')");
    rows(
        "INSERT INTO t VALUES (1, '1', 1), (2, '2', 1), (0, 'abc', 1), (4, '4', 1), (5, '5', 1),"
            + " (0, 'xyz', 2), (9, '9', 2), (8, '8', 2), (7, '7', 2)");
  }

  @AfterEach
  void close() {
    session.close();
  }

  private List<List<Object>> rows(String sql) {
    List<List<Object>> rows = new ArrayList<>();
    try (StatementResult result = session.execute(sql)) {
      for (ColumnBatch batch = result.rows().next(); batch != null; batch = result.rows().next()) {
        for (int row = 0; row < batch.rowCount(); row++) {
          List<Object> values = new ArrayList<>();
          for (int i = 0; i < batch.schema().size(); i++) {
            values.add(batch.column(i).value(row));
          }
          rows.add(values);
        }
      }
    }
    return rows;
  }

  @Test
  void aConditionMayFailForADeletedRow() {
    rows("DELETE FROM t WHERE s = 'abc' OR s = 'xyz'");
    assertThat(rows("SELECT x FROM t WHERE CAST(s AS INT) = 4")).containsExactly(List.of(4));
  }

  @Test
  void aConditionMayFailForARowThatAnEarlierOneLeavesOut() {
    assertThat(rows("SELECT x FROM t WHERE x <> 0 AND 10 / x > 4 ORDER BY x"))
        .containsExactly(List.of(1), List.of(2));
  }

  @Test
  void aConditionMayFailInAPartitionThatIsNotAskedAbout() {
    rows("DELETE FROM t WHERE s = 'abc'");
    assertThat(rows("SELECT x FROM t WHERE p = 1 AND CAST(s AS INT) = 5"))
        .containsExactly(List.of(5));
  }

  @Test
  void aConditionThatFailsForARowOfTheAnswerFails() {
    assertThatThrownBy(() -> rows("SELECT x FROM t WHERE CAST(s AS INT) = 4"))
        .hasMessageContaining("abc");
  }
}
