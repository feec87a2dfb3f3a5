package io.moraine.engine.dml;

import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.env.Environment;
import io.moraine.engine.session.SqlSession;
import io.moraine.engine.session.StatementResult;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of writers that keep no statistics: how many rows go with them must be counted. */
class DeleteWithoutStatisticsTest {
  @TempDir Path folder;

  @Test
  void deletingEverythingCountsTheRowsThatTheLogDoesNotTell() throws IOException {
    try (SqlSession session = session()) {
      session.execute("CREATE TABLE t (id BIGINT)").close();
      session.execute("INSERT INTO t SELECT id FROM range(7)").close();
      Path commit = folder.resolve("t/_delta_log/00000000000000000001.json");
      String text = Files.readString(commit);
      Files.writeString(commit, text.replaceAll(",\"stats\":\"(\\\\.|[^\"\\\\])*\"", ""));
      assertThat(Files.readString(commit)).isNotEqualTo(text).doesNotContain("numRecords");
    }
    try (SqlSession session = session()) {
      assertThat(first(session, "DELETE FROM t")).isEqualTo(7L);
      assertThat(first(session, "SELECT count(*) FROM t")).isEqualTo(0L);
    }
  }

  private static Object first(SqlSession session, String sql) {
    try (StatementResult result = session.execute(sql)) {
      ColumnBatch batch = result.rows().next();
      return batch.column(0).value(0);
    }
  }

  private SqlSession session() {
    Environment environment =
        new Environment(
            Clock.systemUTC(),
            UUID::randomUUID,
            RandomGenerator.of("L64X128MixRandom"),
            millis -> {},
            Runnable::run,
            1);
    URI warehouse = folder.toUri();
    return new SqlSession(
        environment,
        new SqlSession.Settings(Optional.of(warehouse), 1L << 30),
        (statement, table, where) -> Optional.empty());
  }
}
