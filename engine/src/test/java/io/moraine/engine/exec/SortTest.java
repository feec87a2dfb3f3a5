package io.moraine.engine.exec;

import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.engine.physical.PhysicalLimit;
import io.moraine.engine.physical.PhysicalPlan;
import io.moraine.engine.physical.PhysicalSort;
import io.moraine.engine.physical.PhysicalTopN;
import io.moraine.engine.physical.SortKey;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Orders of random tables, compared with DuckDB's. Ties are compared too: they keep the order of
 * the source, which column x tells.
 */
class SortTest {
  private static Duck duck;
  private static final List<RandomTable> TABLES = new ArrayList<>();

  @BeforeAll
  static void load() throws SQLException {
    duck = new Duck();
    int[] rows = {600, 9000, 0, 3000};
    int[] distinct = {7, 8000, 5, 60};
    for (int i = 0; i < rows.length; i++) {
      TABLES.add(new RandomTable(70 + i, rows[i], distinct[i]));
      duck.load("t" + i, TABLES.get(i));
    }
  }

  @AfterAll
  static void close() throws SQLException {
    duck.close();
  }

  /** Random keys, and the same in SQL. */
  private record Keys(List<SortKey> keys, String sql) {
    static Keys random(Random random) {
      List<String> columns = List.of("i", "l", "s", "d", "m", "w", "f", "b", "t", "g");
      List<SortKey> keys = new ArrayList<>();
      List<String> sql = new ArrayList<>();
      for (int k = 1 + random.nextInt(3); k > 0; k--) {
        String column = columns.get(random.nextInt(columns.size()));
        boolean descending = random.nextBoolean();
        boolean nullsFirst = random.nextBoolean();
        keys.add(
            new SortKey(
                RandomTable.column(column),
                descending ? SortKey.Direction.DESCENDING : SortKey.Direction.ASCENDING,
                nullsFirst ? SortKey.Nulls.FIRST : SortKey.Nulls.LAST));
        sql.add(
            "%s %s NULLS %s"
                .formatted(column, descending ? "DESC" : "ASC", nullsFirst ? "FIRST" : "LAST"));
      }
      return new Keys(keys, String.join(", ", sql) + ", x");
    }
  }

  private static void check(PhysicalPlan plan, Worlds world, String sql) throws SQLException {
    assertThat(Rows.of(world.run(plan)))
        .as("%s in world %s", plan.describe(), world)
        .isEqualTo(duck.rows(sql));
  }

  @ParameterizedTest
  @EnumSource(Worlds.class)
  void sortsGiveDuckDbsOrder(Worlds world) throws SQLException {
    Random random = new Random(1);
    for (int round = 0; round < 25; round++) {
      int t = round % TABLES.size();
      Keys keys = Keys.random(random);
      check(
          new PhysicalSort(TABLES.get(t).scan(), keys.keys),
          world,
          "SELECT * FROM t%d ORDER BY %s".formatted(t, keys.sql));
    }
  }

  @ParameterizedTest
  @EnumSource(Worlds.class)
  void topNGivesTheFirstRowsOfTheOrder(Worlds world) throws SQLException {
    Random random = new Random(2);
    int[] limits = {0, 1, 10, 4999, 100_000};
    int[] offsets = {0, 0, 3, 700};
    for (int round = 0; round < 40; round++) {
      int t = round % TABLES.size();
      Keys keys = Keys.random(random);
      int limit = limits[random.nextInt(limits.length)];
      int offset = offsets[random.nextInt(offsets.length)];
      check(
          new PhysicalTopN(TABLES.get(t).scan(), keys.keys, limit, offset),
          world,
          "SELECT * FROM t%d ORDER BY %s LIMIT %d OFFSET %d".formatted(t, keys.sql, limit, offset));
    }
  }

  @ParameterizedTest
  @EnumSource(Worlds.class)
  void aLimitOverASortTakesItsFirstRows(Worlds world) throws SQLException {
    List<SortKey> keys = List.of(SortKey.descending(RandomTable.column("l")));
    check(
        new PhysicalLimit(new PhysicalSort(TABLES.get(1).scan(), keys), 5000, 4000),
        world,
        "SELECT * FROM t1 ORDER BY l DESC NULLS LAST, x LIMIT 5000 OFFSET 4000");
  }
}
