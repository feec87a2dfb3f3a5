package io.moraine.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Joins and subqueries nobody thought of, as DuckDB answers them. */
class RandomQueriesTest {
  private static final int QUERIES = 400;

  @TempDir Path warehouse;

  @Test
  void randomQueriesGiveWhatDuckDbGives() throws SQLException {
    long first = Long.getLong("moraine.test.seed", 1);
    int compared = 0;
    try (Oracle oracle = new Oracle(warehouse)) {
      SampleTables.create(oracle, 5);
      for (long seed = first; seed < first + QUERIES; seed++) {
        String sql = RandomQuery.of(seed);
        if (oracle.canBeAnswered(sql)) {
          oracle.assertSame("seed " + seed, sql, sql);
          compared++;
        }
      }
    }
    assertThat(compared).isGreaterThan(QUERIES / 2);
  }
}
