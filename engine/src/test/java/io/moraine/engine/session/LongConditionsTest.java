package io.moraine.engine.session;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Conditions as programs write them: thousands of terms. */
class LongConditionsTest {
  @TempDir static Path folder;
  private static Oracle oracle;

  @BeforeAll
  static void open() {
    oracle = new Oracle(folder);
    SampleTables.create(oracle, 7);
  }

  @AfterAll
  static void close() throws SQLException {
    oracle.close();
  }

  @Test
  void thousandsOfTermsOfAnOrAreOneFilter() {
    String terms =
        IntStream.range(0, 5000)
            .mapToObj(i -> "(id = %d AND k < %d)".formatted(i * 7, i % 9))
            .collect(Collectors.joining(" OR "));
    String sql = "SELECT id FROM t WHERE " + terms;
    // DuckDB limits the depth of expressions, so that it is asked the same by a join.
    oracle.assertSame(
        sql,
        "SELECT id FROM t WHERE EXISTS (SELECT 1 FROM range(5000) r(i)"
            + " WHERE id = i * 7 AND k < i % 9)");
  }

  @Test
  void thousandsOfTermsOfAnAndAreOneFilter() {
    String terms =
        IntStream.range(0, 5000)
            .mapToObj(i -> "(id <> %d OR k > 3)".formatted(i * 3))
            .collect(Collectors.joining(" AND "));
    oracle.assertSame(
        "SELECT id FROM t WHERE " + terms,
        "SELECT id FROM t WHERE NOT EXISTS (SELECT 1 FROM range(5000) r(i)"
            + " WHERE (id <> i * 3 OR k > 3) IS NOT TRUE)");
  }

  @Test
  void aListOfAHundredThousandValuesIsLookedUp() {
    String values =
        IntStream.range(0, 100_000)
            .mapToObj(i -> Integer.toString(i * 3))
            .collect(Collectors.joining(", "));
    oracle.assertSame(
        "SELECT id FROM t WHERE id IN (%s)".formatted(values), "SELECT id FROM t WHERE id % 3 = 0");
    oracle.assertSame(
        "SELECT id FROM t WHERE id NOT IN (%s) AND k > 1".formatted(values),
        "SELECT id FROM t WHERE id % 3 <> 0 AND k > 1");
  }
}
