package io.moraine.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.core.error.MoraineException;
import io.moraine.engine.sql.StatementLines;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever parses either runs or is refused in words, never by an accident inside. */
class EveryStatementTest {
  @TempDir Path warehouse;

  static Stream<String> statements() {
    return StatementLines.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("statements")
  void aStatementRunsOrIsRefusedInWords(String statement) {
    try (SqlSession session = Oracle.session(warehouse)) {
      for (String table : new String[] {"t", "a", "b", "c", "d", "u", "s"}) {
        Oracle.ours(
            session,
            "CREATE TABLE "
                + table
                + " (a INT, b INT, c INT, d INT, x INT, y STRING, k INT, v BIGINT, id INT, s STRING,"
                + " m STRUCT<f: INT>)");
        Oracle.ours(session, "INSERT INTO " + table + " (a, b, x, y, id) VALUES (1, 2, 3, 'y', 4)");
      }
      Optional<MoraineException> refusal = run(session, statement);
      refusal.ifPresent(refused -> assertThat(refused.getMessage()).isNotBlank());
      assertThat(Oracle.ours(session, "SELECT 1")).containsExactly("1");
    }
  }

  private static Optional<MoraineException> run(SqlSession session, String statement) {
    try {
      Oracle.ours(session, statement);
      return Optional.empty();
    } catch (MoraineException e) {
      return Optional.of(e);
    }
  }
}
