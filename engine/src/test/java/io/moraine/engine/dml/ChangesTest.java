package io.moraine.engine.dml;

import io.moraine.engine.session.Oracle;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Statements of {@code changes.sql}, each on fresh tables, leave there what DuckDB leaves in its
 * own. A line is statements apart by {@code ;}, after {@code ===} DuckDB's words for them.
 */
class ChangesTest {
  @TempDir Path warehouse;

  static List<String> changes() throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(ChangesTest.class.getResourceAsStream("changes.sql")),
                StandardCharsets.UTF_8))) {
      return reader.lines().filter(line -> !line.isBlank() && !line.startsWith("--")).toList();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changes")
  void aChangeLeavesWhatDuckDbLeaves(String line) throws SQLException {
    String[] words = line.split(" === ");
    try (Oracle oracle = new Oracle(warehouse)) {
      ChangedTables.create(oracle);
      for (String statement : words[0].split("; ")) {
        oracle.ours(statement);
      }
      for (String statement : words[words.length - 1].split("; ")) {
        oracle.theirs(statement);
      }
      for (String table : List.of("a", "b", "c", "e", "n", "p")) {
        oracle.assertSameTable(table);
      }
    }
  }
}
