package io.moraine.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.core.error.MoraineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries whose state is ten times their memory give what they give with enough of it. */
class SpillTest {
  /** Each of 120,000 rows has 170 bytes and more: together 20 MB and more. */
  private static final long MEMORY_BYTES = 2 << 20;

  @TempDir static Path folder;
  private static Oracle oracle;
  private static SqlSession small;

  @BeforeAll
  static void open() {
    oracle = new Oracle(folder.resolve("warehouse"));
    String rows =
        "SELECT id, CASE WHEN id %% 7 = 0 THEN NULL ELSE concat('key ', %s, repeat('-', 140)) END"
            + " AS s, id %% 1000 AS k FROM range(120000) AS r%s";
    oracle.run(
        "CREATE TABLE big AS " + rows.formatted("CAST(id * 7919 % 120000 AS STRING)", ""),
        "CREATE TABLE big AS " + rows.formatted("CAST(id * 7919 % 120000 AS VARCHAR)", "(id)"));
    small = Oracle.session(folder.resolve("warehouse"), MEMORY_BYTES);
  }

  @AfterAll
  static void close() throws SQLException {
    small.close();
    oracle.close();
  }

  @AfterEach
  void noFileIsLeft() throws IOException {
    assertThat(spilled()).isEmpty();
  }

  private static List<Path> spilled() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files.filter(file -> file.getFileName().toString().endsWith(".spill")).toList();
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "SELECT count(*), sum(n), sum(total), min(s), sum(k) FROM (SELECT s, count(*) AS n, sum(id)"
            + " AS total, min(k) AS k FROM big GROUP BY s) AS g",
        "SELECT count(*), sum(n), max(s) FROM (SELECT s, k, count(*) FILTER (WHERE id > 60000) AS n"
            + " FROM big GROUP BY s, k) AS g",
        "SELECT count(*), sum(n) FROM (SELECT s, count(DISTINCT k) AS n FROM big GROUP BY s) AS g",
        "SELECT count(s), min(s), max(s) FROM (SELECT DISTINCT s FROM big) AS g",
        "SELECT count(*), sum(a.id), sum(b.id) FROM big AS a JOIN big AS b ON a.s = b.s",
        "SELECT count(*), count(b.s), sum(a.id), min(b.s) FROM big AS a LEFT JOIN big AS b ON a.s ="
            + " b.s AND b.k < 500",
        "SELECT count(*), sum(a.id), sum(b.id) FROM big AS a FULL JOIN (SELECT * FROM big WHERE id"
            + " > 60000) AS b ON a.s = b.s",
        "SELECT count(*), sum(id) FROM big AS a WHERE EXISTS (SELECT 1 FROM big AS b WHERE b.s ="
            + " a.s AND b.k > 990)",
        "SELECT count(*), sum(id) FROM big AS a WHERE NOT EXISTS (SELECT 1 FROM big AS b WHERE b.s"
            + " = a.s AND b.k > 9)",
        "SELECT k, id FROM big ORDER BY s, id DESC",
        "SELECT k, s FROM big WHERE id < 60000 ORDER BY k DESC, s, id"
      })
  void aQueryGivesWhatItGivesWithEnoughMemory(String query) {
    List<String> ours = Oracle.ours(small, query);
    List<String> theirs = oracle.theirs(query);
    if (!query.contains("ORDER BY")) {
      Collections.sort(ours);
      Collections.sort(theirs);
    }
    assertThat(ours).isEqualTo(theirs);
  }

  @Test
  void aQueryThatIsLeftInTheMiddleLeavesNoFile() {
    try (StatementResult result = small.execute("SELECT * FROM big ORDER BY s")) {
      assertThat(result.rows().next().rowCount()).isPositive();
    }
  }

  @Test
  void aQueryThatFailsWhileRowsAreInTheFileLeavesNone() {
    Optional<MoraineException> failure = Optional.empty();
    try {
      Oracle.ours(small, "SELECT s, sum(1 / (id - 119999)) FROM big GROUP BY s");
    } catch (MoraineException e) {
      failure = Optional.of(e);
    }
    assertThat(failure.map(MoraineException::getMessage).orElse("")).contains("Division by zero");
  }
}
