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
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The column that tells where rows are, which is there for whoever names it. */
class RowMetadataQueriesTest {
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
    rows("CREATE TABLE t (a INT, b STRING)");
    rows("INSERT INTO t VALUES (10, 'x'), (20, 'y'), (30, 'z')");
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
  void starLeavesItOutAndItsNameBringsItIn() {
    assertThat(rows("SELECT *, _metadata.row_index FROM t WHERE _metadata.row_index > 0"))
        .containsExactly(List.of(20, "y", 1L), List.of(30, "z", 2L));
    assertThat(rows("SELECT u.*, u._METADATA.row_index AS i FROM t u ORDER BY i DESC LIMIT 1"))
        .containsExactly(List.of(30, "z", 2L));
    assertThat(
            rows(
                "SELECT u.*, 1 FROM t AS u (c, d) WHERE c = (SELECT max(a) -- _metadata\n FROM t)"))
        .containsExactly(List.of(30, "z", 1));
    assertThat(
            rows(
                "SELECT l.a, r.b FROM t l JOIN t r USING (a) WHERE l._metadata.row_index = 2"
                    + " AND r._metadata.row_index = 2"))
        .containsExactly(List.of(30, "z"));
    assertThat(rows("SELECT count(*), count(DISTINCT _metadata.file_name) FROM t"))
        .containsExactly(List.of(3L, 1L));
    assertThat(rows("SELECT _metadata FROM t LIMIT 1").get(0).get(0))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .hasSize(5);
  }

  @Test
  void rowsOfAQueryHaveNoneOfTheirOwn() {
    assertThatThrownBy(() -> rows("SELECT _metadata.row_index FROM (SELECT a FROM t) q"))
        .hasMessageContaining("No column '_metadata.row_index'");
    assertThatThrownBy(() -> rows("SELECT _metadata.row_index FROM t AS u (c, d)"))
        .hasMessageContaining("No column '_metadata.row_index'");
    assertThatThrownBy(() -> rows("SELECT _metadata.row_index FROM t l JOIN t r ON l.a = r.a"))
        .hasMessageContaining("ambiguous");
  }

  @Test
  void aColumnThatIsCalledSoIsTheTables() {
    rows("CREATE TABLE own (_metadata INT)");
    rows("INSERT INTO own VALUES (7)");
    assertThat(rows("SELECT *, _metadata FROM own")).containsExactly(List.of(7, 7));
  }
}
