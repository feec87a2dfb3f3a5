package io.moraine.engine.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.expr.Operators;
import io.moraine.engine.physical.AggregateCall;
import io.moraine.engine.physical.AggregateFunction;
import io.moraine.engine.physical.JoinKey;
import io.moraine.engine.physical.JoinKind;
import io.moraine.engine.physical.KeyMatch;
import io.moraine.engine.physical.PhysicalAggregate;
import io.moraine.engine.physical.PhysicalHashJoin;
import io.moraine.engine.physical.PhysicalNestedLoopJoin;
import io.moraine.engine.physical.PhysicalPlan;
import io.moraine.engine.physical.PhysicalSort;
import io.moraine.engine.physical.SortKey;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Joins of random tables, compared with DuckDB's. */
class JoinTest {
  private static final int WIDTH = RandomTable.SCHEMA.size();
  private static Duck duck;
  private static final List<RandomTable> PROBES = new ArrayList<>();
  private static final List<RandomTable> BUILDS = new ArrayList<>();

  /** Which columns are compared, and how. */
  private record Keys(List<String> columns, KeyMatch match) {
    String sql() {
      String operator = match == KeyMatch.NULL_SAFE ? " IS NOT DISTINCT FROM " : " = ";
      return String.join(
          " AND ", columns.stream().map(c -> "a." + c + operator + "b." + c).toList());
    }

    List<JoinKey> keys() {
      return columns.stream()
          .map(c -> new JoinKey(RandomTable.column(c), RandomTable.column(c), match))
          .toList();
    }
  }

  private static final List<Keys> KEYS =
      List.of(
          new Keys(List.of("i"), KeyMatch.EQUAL),
          new Keys(List.of("l"), KeyMatch.EQUAL),
          new Keys(List.of("s"), KeyMatch.EQUAL),
          new Keys(List.of("x"), KeyMatch.EQUAL),
          new Keys(List.of("w"), KeyMatch.EQUAL),
          new Keys(List.of("f"), KeyMatch.EQUAL),
          new Keys(List.of("l"), KeyMatch.NULL_SAFE),
          new Keys(List.of("i", "s"), KeyMatch.EQUAL),
          new Keys(List.of("d", "m"), KeyMatch.EQUAL),
          new Keys(List.of("b", "t", "g"), KeyMatch.EQUAL),
          new Keys(List.of("l", "s", "w"), KeyMatch.NULL_SAFE));

  @BeforeAll
  static void load() throws SQLException {
    duck = new Duck();
    int[] probeRows = {300, 200, 0, 40};
    int[] buildRows = {250, 30, 25, 0};
    int[] distinct = {7, 60, 5, 5};
    for (int i = 0; i < probeRows.length; i++) {
      PROBES.add(new RandomTable(10 + i, probeRows[i], distinct[i]));
      BUILDS.add(new RandomTable(20 + i, buildRows[i], distinct[i]));
      duck.load("a" + i, PROBES.get(i));
      duck.load("b" + i, BUILDS.get(i));
    }
  }

  @AfterAll
  static void close() throws SQLException {
    duck.close();
  }

  static Stream<Arguments> kindsAndWorlds() {
    return Stream.of(JoinKind.values())
        .filter(kind -> kind != JoinKind.SINGLE)
        .flatMap(kind -> Stream.of(Worlds.values()).map(world -> Arguments.of(kind, world)));
  }

  private static String query(JoinKind kind, int pair, String condition) {
    String a = "a" + pair + " a";
    String b = "b" + pair + " b";
    String pairs = "SELECT a.*, b.* FROM %s %s JOIN %s ON %s";
    return switch (kind) {
      case INNER, LEFT, RIGHT, FULL -> pairs.formatted(a, kind, b, condition);
      case SINGLE -> pairs.formatted(a, "LEFT", b, condition);
      case SEMI ->
          "SELECT * FROM %s WHERE EXISTS (SELECT 1 FROM %s WHERE %s)".formatted(a, b, condition);
      case ANTI ->
          "SELECT * FROM %s WHERE NOT EXISTS (SELECT 1 FROM %s WHERE %s)"
              .formatted(a, b, condition);
      case BUILD_SEMI ->
          "SELECT * FROM %s WHERE EXISTS (SELECT 1 FROM %s WHERE %s)".formatted(b, a, condition);
      case BUILD_ANTI ->
          "SELECT * FROM %s WHERE NOT EXISTS (SELECT 1 FROM %s WHERE %s)"
              .formatted(b, a, condition);
      case MARK ->
          "SELECT a.*, EXISTS (SELECT 1 FROM %s WHERE %s) FROM %s".formatted(b, condition, a);
    };
  }

  private static void check(PhysicalPlan plan, Worlds world, String sql) throws SQLException {
    assertThat(Rows.difference(Rows.of(world.run(plan)), duck.rows(sql)))
        .as("%s in world %s", plan.describe(), world)
        .isEmpty();
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("kindsAndWorlds")
  void hashJoinsGiveWhatDuckDbGives(JoinKind kind, Worlds world) throws SQLException {
    for (int pair = 0; pair < PROBES.size(); pair++) {
      for (Keys keys : KEYS) {
        PhysicalPlan plan =
            new PhysicalHashJoin(
                kind, PROBES.get(pair).scan(), BUILDS.get(pair).scan(), keys.keys());
        check(plan, world, query(kind, pair, keys.sql()));
      }
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("kindsAndWorlds")
  void hashJoinsWithAResidualGiveWhatDuckDbGives(JoinKind kind, Worlds world) throws SQLException {
    Expression residual =
        Operators.compare(Operators.LT, RandomTable.column("m"), RandomTable.column("m", WIDTH));
    for (int pair = 0; pair < PROBES.size(); pair++) {
      for (Keys keys : KEYS) {
        PhysicalPlan plan =
            new PhysicalHashJoin(
                kind, PROBES.get(pair).scan(), BUILDS.get(pair).scan(), keys.keys(), residual);
        check(plan, world, query(kind, pair, keys.sql() + " AND a.m < b.m"));
      }
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("kindsAndWorlds")
  void joinsOfWhichFewColumnsAreReadGiveTheSameRows(JoinKind kind, Worlds world)
      throws SQLException {
    Expression residual =
        Operators.compare(Operators.LT, RandomTable.column("d"), RandomTable.column("d", WIDTH));
    List<JoinKey> keys = List.of(JoinKey.equal(RandomTable.column("i"), RandomTable.column("i")));
    for (int pair = 0; pair < PROBES.size(); pair++) {
      PhysicalPlan join =
          new PhysicalHashJoin(
              kind, PROBES.get(pair).scan(), BUILDS.get(pair).scan(), keys, residual);
      String sql = query(kind, pair, "a.i = b.i AND a.d < b.d");
      List<AggregateCall> counts = new ArrayList<>();
      counts.add(AggregateCall.of(AggregateFunction.COUNT));
      check(
          PhysicalAggregate.of(join, List.of(), counts, List.of("c")),
          world,
          "SELECT count(*) FROM (%s)".formatted(sql));
      PhysicalPlan sorted =
          new PhysicalSort(join, List.of(SortKey.ascending(RandomTable.column("s"))));
      counts.add(AggregateCall.of(AggregateFunction.COUNT, RandomTable.column("m")));
      check(
          PhysicalAggregate.of(sorted, List.of(), counts, List.of("c", "m")),
          world,
          "SELECT count(*), count(m) FROM (%s)"
              .formatted(sql.replace("SELECT a.*, b.*", "SELECT a.m")));
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("kindsAndWorlds")
  void nestedLoopJoinsGiveWhatDuckDbGives(JoinKind kind, Worlds world) throws SQLException {
    Expression condition =
        Operators.and(
            Operators.compare(
                Operators.LT, RandomTable.column("x"), RandomTable.column("x", WIDTH)),
            Operators.compare(
                Operators.GE, RandomTable.column("d"), RandomTable.column("d", WIDTH)));
    for (int pair = 0; pair < PROBES.size(); pair++) {
      PhysicalPlan plan =
          new PhysicalNestedLoopJoin(
              kind, PROBES.get(pair).scan(), BUILDS.get(pair).scan(), condition);
      String sql =
          kind == JoinKind.MARK
              // A quantified comparison is unknown where EXISTS is false.
              ? "SELECT a.*, (SELECT CASE WHEN bool_or(c) THEN true WHEN count(*) > count(c) THEN null ELSE false END FROM (SELECT a.x < b.x AND a.d >= b.d AS c FROM b%d b)) FROM a%d a"
                  .formatted(pair, pair)
              : query(kind, pair, "a.x < b.x AND a.d >= b.d");
      check(plan, world, sql);
    }
  }

  @ParameterizedTest
  @EnumSource(Worlds.class)
  void crossJoinsGiveAllPairs(Worlds world) throws SQLException {
    PhysicalPlan plan =
        new PhysicalNestedLoopJoin(
            JoinKind.INNER, PROBES.get(1).scan(), BUILDS.get(1).scan(), Literal.TRUE);
    check(plan, world, "SELECT a.*, b.* FROM a1 a, b1 b");
  }

  @ParameterizedTest
  @EnumSource(Worlds.class)
  void inIsUnknownWhereANullMightBeEqual(Worlds world) throws SQLException {
    for (int pair = 0; pair < PROBES.size(); pair++) {
      for (String column : List.of("i", "s", "x", "w")) {
        List<JoinKey> keys =
            List.of(
                new JoinKey(
                    RandomTable.column(column), RandomTable.column(column), KeyMatch.NULL_AWARE));
        String in = "a.%s IN (SELECT b.%s FROM b%d b)".formatted(column, column, pair);
        check(
            new PhysicalHashJoin(
                JoinKind.MARK, PROBES.get(pair).scan(), BUILDS.get(pair).scan(), keys),
            world,
            "SELECT a.*, %s FROM a%d a".formatted(in, pair));
        check(
            new PhysicalHashJoin(
                JoinKind.ANTI, PROBES.get(pair).scan(), BUILDS.get(pair).scan(), keys),
            world,
            "SELECT a.* FROM a%d a WHERE NOT %s".formatted(pair, in));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Worlds.class)
  void correlatedInIsUnknownOnlyWithinItsGroup(Worlds world) throws SQLException {
    List<JoinKey> keys =
        List.of(
            new JoinKey(RandomTable.column("i"), RandomTable.column("i"), KeyMatch.NULL_AWARE),
            JoinKey.equal(RandomTable.column("t"), RandomTable.column("t")));
    Expression residual =
        Operators.compare(Operators.LE, RandomTable.column("m"), RandomTable.column("m", WIDTH));
    for (int pair = 0; pair < PROBES.size(); pair++) {
      check(
          new PhysicalHashJoin(
              JoinKind.MARK, PROBES.get(pair).scan(), BUILDS.get(pair).scan(), keys),
          world,
          "SELECT a.*, a.i IN (SELECT b.i FROM b%d b WHERE b.t = a.t) FROM a%d a"
              .formatted(pair, pair));
      check(
          new PhysicalHashJoin(
              JoinKind.MARK, PROBES.get(pair).scan(), BUILDS.get(pair).scan(), keys, residual),
          world,
          "SELECT a.*, a.i IN (SELECT b.i FROM b%d b WHERE b.t = a.t AND a.m <= b.m) FROM a%d a"
              .formatted(pair, pair));
    }
  }

  @ParameterizedTest
  @EnumSource(Worlds.class)
  void aScalarSubqueryJoinsAtMostOneRow(Worlds world) throws SQLException {
    PhysicalPlan grouped =
        PhysicalAggregate.of(
            BUILDS.get(0).scan(),
            List.of(RandomTable.column("i")),
            List.of(AggregateCall.of(AggregateFunction.MAX, RandomTable.column("l"))),
            List.of("i", "most"));
    PhysicalPlan plan =
        new PhysicalHashJoin(
            JoinKind.SINGLE,
            PROBES.get(0).scan(),
            grouped,
            List.of(JoinKey.equal(RandomTable.column("i"), RandomTable.column("i", -1))));
    check(
        plan,
        world,
        "SELECT a.*, b.* FROM a0 a LEFT JOIN (SELECT i, max(l) FROM b0 GROUP BY i) b ON a.i = b.i");
  }

  @ParameterizedTest
  @EnumSource(Worlds.class)
  void aScalarSubqueryOfTwoRowsIsAnError(Worlds world) {
    PhysicalPlan hash =
        new PhysicalHashJoin(
            JoinKind.SINGLE,
            PROBES.get(0).scan(),
            BUILDS.get(0).scan(),
            List.of(JoinKey.equal(RandomTable.column("i"), RandomTable.column("i"))));
    PhysicalPlan loop =
        new PhysicalNestedLoopJoin(
            JoinKind.SINGLE, PROBES.get(0).scan(), BUILDS.get(0).scan(), Literal.TRUE);
    for (PhysicalPlan plan : List.of(hash, loop)) {
      assertThatThrownBy(() -> Rows.of(world.run(plan)))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("scalar subquery gave more than one row");
    }
  }
}
