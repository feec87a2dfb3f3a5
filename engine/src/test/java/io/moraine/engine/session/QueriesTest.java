package io.moraine.engine.session;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Queries of {@link #FILES} over the sample tables, as DuckDB answers them. A line is a query,
 * followed after {@code ===} by DuckDB's words for it where they differ.
 */
class QueriesTest {
  private static final List<String> FILES =
      List.of("queries.sql", "windows.sql", "groupings.sql", "language.sql");
  private static final List<Long> SEEDS = List.of(11L, 12L, 13L);

  @TempDir static Path folder;
  private static final Map<Long, Oracle> ORACLES = new LinkedHashMap<>();

  @BeforeAll
  static void open() {
    for (long seed : SEEDS) {
      Oracle oracle = new Oracle(folder.resolve("seed" + seed));
      SampleTables.create(oracle, seed);
      ORACLES.put(seed, oracle);
    }
  }

  @AfterAll
  static void close() throws SQLException {
    for (Oracle oracle : ORACLES.values()) {
      oracle.close();
    }
  }

  static List<String> queries() throws IOException {
    List<String> queries = new ArrayList<>();
    for (String file : FILES) {
      try (BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(
                  Objects.requireNonNull(QueriesTest.class.getResourceAsStream(file), file),
                  StandardCharsets.UTF_8))) {
        reader.lines().filter(l -> !l.isBlank() && !l.startsWith("--")).forEach(queries::add);
      }
    }
    return queries;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("queries")
  void aQueryGivesWhatDuckDbGives(String line) {
    String[] words = line.split(" === ", -1);
    ORACLES.forEach(
        (seed, oracle) -> oracle.assertSame("seed " + seed, words[0], words[words.length - 1]));
  }
}
