package io.moraine.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The queries of TPC-DS in Spark's dialect, as DuckDB answers them. Their ORDER BY leaves open
 * which of several rows that tie is within their LIMIT: so all rows are compared, and those within
 * the limit must be among them.
 */
class TpcdsTest {
  private static final Pattern LIMIT = Pattern.compile("(?i)\\blimit\\s+(\\d+)\\s*;?\\s*$");

  @TempDir static Path folder;
  private static Oracle oracle;

  @BeforeAll
  static void open() throws IOException {
    oracle = new Oracle(folder.resolve("warehouse"));
    TpcdsTables.create(oracle, folder.resolve("files"), 0.01);
  }

  @AfterAll
  static void close() throws SQLException {
    oracle.close();
  }

  static Stream<String> queries() {
    return IntStream.rangeClosed(1, 99)
        .boxed()
        .flatMap(
            number ->
                switch (number) {
                  case 14, 23, 24, 39 -> Stream.of("q" + number + "a", "q" + number + "b");
                  default -> Stream.of("q" + number);
                });
  }

  private static String text(String query) throws IOException {
    String file = "/tpcds/%s.sql".formatted(query);
    try (InputStream in = TpcdsTest.class.getResourceAsStream(file)) {
      return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("queries")
  void aQueryOfTpcdsGivesWhatDuckDbGives(String query) throws IOException {
    String sql = TpcdsWords.divisible(query, text(query).strip());
    String all = LIMIT.matcher(sql).replaceAll("");
    List<String> rows = oracle.assertSameRows(all, all);
    var limit = LIMIT.matcher(sql);
    if (limit.find()) {
      List<String> first = oracle.ours(sql);
      assertThat(first).hasSize(Math.min(rows.size(), Integer.parseInt(limit.group(1))));
      List<String> left = new ArrayList<>(rows);
      assertThat(first).allMatch(left::remove, "is among all rows, each as often as there");
    }
  }
}
