package io.moraine.engine.session;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The queries of TPC-H at a hundredth of its smallest size, as DuckDB answers them. */
class TpchTest {
  @TempDir static Path folder;
  private static Oracle oracle;

  @BeforeAll
  static void open() throws IOException {
    oracle = new Oracle(folder.resolve("warehouse"));
    TpchTables.create(oracle, folder.resolve("files"), 0.01);
  }

  @AfterAll
  static void close() throws SQLException {
    oracle.close();
  }

  static String query(int number) throws IOException {
    try (InputStream in = TpchTest.class.getResourceAsStream("tpch/q%02d.sql".formatted(number))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest(name = "query {0}")
  @ValueSource(
      ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22})
  void aQueryOfTpchGivesWhatDuckDbGives(int number) throws IOException {
    String sql = query(number);
    // The mean of decimals is a decimal, as in Spark: it has an end.
    oracle.assertSame(sql, sql.replaceAll("avg\\((l_\\w+)\\)", "round(avg($1), 6)"));
  }
}
