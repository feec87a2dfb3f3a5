package io.moraine.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Joins, subqueries and changes nobody thought of, as DuckDB makes of them. */
class RandomQueriesTest {
  private static final int QUERIES = 400;
  private static final int ROUNDS = 6;
  private static final int CHANGES = 12;

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

  @Test
  void randomChangesLeaveWhatDuckDbLeaves() throws SQLException {
    long seed = Long.getLong("moraine.test.seed", 1);
    for (int round = 0; round < ROUNDS; round++) {
      try (Oracle oracle = new Oracle(warehouse.resolve("round" + round))) {
        SampleTables.create(oracle, seed + round);
        for (int i = 0; i < CHANGES; i++) {
          String sql = RandomQuery.change(seed++);
          String what = "seed %d: %s".formatted(seed - 1, sql);
          if (oracle.canBeAnswered(sql)) {
            oracle.ours(sql);
          }
          oracle.assertSame(what, "SELECT id, k FROM t", "SELECT id, k FROM t");
          oracle.assertSame(what, "SELECT id, k FROM u", "SELECT id, k FROM u");
        }
      }
    }
  }
}
