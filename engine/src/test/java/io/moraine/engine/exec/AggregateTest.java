package io.moraine.engine.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.VectorBuilder;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.expr.Operators;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.engine.physical.AggregateCall;
import io.moraine.engine.physical.AggregateFunction;
import io.moraine.engine.physical.PhysicalAggregate;
import io.moraine.engine.physical.PhysicalExpand;
import io.moraine.engine.physical.PhysicalPlan;
import io.moraine.engine.physical.PhysicalValues;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Aggregates of random tables, compared with DuckDB's. */
class AggregateTest {
  private static Duck duck;
  private static final List<RandomTable> TABLES = new ArrayList<>();

  /** An aggregate call, and the same in DuckDB's SQL. */
  private record Case(AggregateCall call, String sql) {}

  @BeforeAll
  static void load() throws SQLException {
    duck = new Duck();
    int[] rows = {500, 4000, 0, 1, 30_000};
    int[] distinct = {7, 900, 5, 5, 20_000};
    for (int i = 0; i < rows.length; i++) {
      TABLES.add(new RandomTable(40 + i, rows[i], distinct[i]));
      duck.load("t" + i, TABLES.get(i));
    }
  }

  @AfterAll
  static void close() throws SQLException {
    duck.close();
  }

  private static Case of(AggregateFunction function, String column, String sql) {
    return new Case(AggregateCall.of(function, RandomTable.column(column)), sql);
  }

  private static Case distinct(AggregateFunction function, String column, String sql) {
    return new Case(
        new AggregateCall(function, List.of(RandomTable.column(column)), true, Literal.TRUE), sql);
  }

  private static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    cases.add(new Case(AggregateCall.of(AggregateFunction.COUNT), "count(*)"));
    for (String column : List.of("i", "l", "s", "d", "m", "w", "f", "b", "t", "g")) {
      cases.add(of(AggregateFunction.COUNT, column, "count(%s)".formatted(column)));
      cases.add(of(AggregateFunction.MIN, column, "min(%s)".formatted(column)));
      cases.add(of(AggregateFunction.MAX, column, "max(%s)".formatted(column)));
      cases.add(distinct(AggregateFunction.COUNT, column, "count(DISTINCT %s)".formatted(column)));
      cases.add(
          of(
              AggregateFunction.APPROX_COUNT_DISTINCT,
              column,
              "count(DISTINCT %s)".formatted(column)));
    }
    for (String column : List.of("i", "l", "m", "w", "t")) {
      cases.add(of(AggregateFunction.SUM, column, "sum(%s)".formatted(column)));
      cases.add(distinct(AggregateFunction.SUM, column, "sum(DISTINCT %s)".formatted(column)));
      cases.add(
          new Case(
              new AggregateCall(
                  AggregateFunction.SUM,
                  List.of(RandomTable.column(column)),
                  false,
                  RandomTable.column("b")),
              "sum(%s) FILTER (WHERE b)".formatted(column)));
    }
    cases.add(of(AggregateFunction.SUM, "g", "sum(g)"));
    for (String column : List.of("i", "l", "t", "g")) {
      cases.add(of(AggregateFunction.AVG, column, "avg(%s)".formatted(column)));
      cases.add(of(AggregateFunction.VAR_SAMP, column, "var_samp(%s)".formatted(column)));
      cases.add(of(AggregateFunction.STDDEV_POP, column, "stddev_pop(%s)".formatted(column)));
    }
    cases.add(of(AggregateFunction.VAR_POP, "m", "var_pop(m)"));
    cases.add(of(AggregateFunction.STDDEV_SAMP, "m", "stddev_samp(m)"));
    cases.add(of(AggregateFunction.BOOL_AND, "b", "bool_and(b)"));
    cases.add(of(AggregateFunction.BOOL_OR, "b", "bool_or(b)"));
    cases.add(
        of(
            AggregateFunction.COLLECT_LIST,
            "s",
            "coalesce(list(s) FILTER (WHERE s IS NOT NULL), [])"));
    cases.add(
        of(
            AggregateFunction.COLLECT_SET,
            "i",
            "coalesce(list(DISTINCT i) FILTER (WHERE i IS NOT NULL), [])"));
    cases.add(
        new Case(
            AggregateCall.of(
                AggregateFunction.COUNT, RandomTable.column("i"), RandomTable.column("s")),
            "count(*) FILTER (WHERE i IS NOT NULL AND s IS NOT NULL)"));
    cases.add(
        new Case(
            new AggregateCall(
                AggregateFunction.COUNT,
                List.of(RandomTable.column("i"), RandomTable.column("s")),
                true,
                Literal.TRUE),
            "count(DISTINCT (i, s)) FILTER (WHERE i IS NOT NULL AND s IS NOT NULL)"));
    cases.add(
        new Case(
            AggregateCall.of(
                AggregateFunction.MAX_BY, RandomTable.column("s"), RandomTable.column("x")),
            "arg_max_null(s, x)"));
    cases.add(
        new Case(
            AggregateCall.of(
                AggregateFunction.MIN_BY, RandomTable.column("l"), RandomTable.column("x")),
            "arg_min_null(l, x)"));
    return cases;
  }

  private static PhysicalPlan plan(
      PhysicalPlan child, List<Expression> groups, List<AggregateCall> calls) {
    List<String> names =
        IntStream.range(0, groups.size() + calls.size()).mapToObj(i -> "c" + i).toList();
    return PhysicalAggregate.of(child, groups, calls, names);
  }

  private static List<Expression> columns(List<String> names) {
    return names.stream().map(name -> (Expression) RandomTable.column(name)).toList();
  }

  private static void check(PhysicalPlan plan, Worlds world, String sql) throws SQLException {
    assertThat(Rows.difference(Rows.of(world.run(plan)), duck.rows(sql)))
        .as("%s in world %s", plan.describe(), world)
        .isEmpty();
  }

  private static final List<List<String>> GROUPS =
      List.of(
          List.of(),
          List.of("i"),
          List.of("l"),
          List.of("s"),
          List.of("w"),
          List.of("f"),
          List.of("b", "t"),
          List.of("s", "d"),
          List.of("l", "m"),
          List.of("s", "w", "g", "x"));

  @ParameterizedTest
  @EnumSource(Worlds.class)
  void groupsGiveWhatDuckDbGives(Worlds world) throws SQLException {
    List<Case> cases = cases();
    String results = String.join(", ", cases.stream().map(Case::sql).toList());
    for (int t = 0; t < 4; t++) {
      for (List<String> group : GROUPS) {
        PhysicalPlan plan =
            plan(TABLES.get(t).scan(), columns(group), cases.stream().map(Case::call).toList());
        String by = String.join(", ", group);
        check(
            plan,
            world,
            group.isEmpty()
                ? "SELECT %s FROM t%d".formatted(results, t)
                : "SELECT %s, %s FROM t%d GROUP BY %s".formatted(by, results, t, by));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Worlds.class)
  void manyGroupsGiveWhatDuckDbGives(Worlds world) throws SQLException {
    List<AggregateCall> calls =
        List.of(
            AggregateCall.of(AggregateFunction.COUNT),
            AggregateCall.of(AggregateFunction.SUM, RandomTable.column("l")),
            AggregateCall.of(AggregateFunction.MAX, RandomTable.column("s")),
            new AggregateCall(
                AggregateFunction.COUNT, List.of(RandomTable.column("d")), true, Literal.TRUE));
    for (List<String> group : List.of(List.of("l"), List.of("s"), List.of("s", "l", "w"))) {
      String by = String.join(", ", group);
      check(
          plan(TABLES.get(4).scan(), columns(group), calls),
          world,
          "SELECT %s, count(*), sum(l), max(s), count(DISTINCT d) FROM t4 GROUP BY %s"
              .formatted(by, by));
    }
  }

  @ParameterizedTest
  @EnumSource(Worlds.class)
  void distinctIsAnAggregateWithoutCalls(Worlds world) throws SQLException {
    for (int t = 0; t < 4; t++) {
      check(
          plan(TABLES.get(t).scan(), columns(List.of("i", "f", "s")), List.of()),
          world,
          "SELECT DISTINCT i, f, s FROM t%d".formatted(t));
    }
  }

  @ParameterizedTest
  @EnumSource(Worlds.class)
  void rollupIsAnExpandUnderAnAggregate(Worlds world) throws SQLException {
    Expression i = RandomTable.column("i");
    Expression b = RandomTable.column("b");
    Expression l = RandomTable.column("l");
    StructType expanded =
        StructType.of(
            StructField.of("i", Primitive.INTEGER),
            StructField.of("b", Primitive.BOOLEAN),
            StructField.of("l", Primitive.LONG),
            StructField.of("set", Primitive.INTEGER));
    Expression noI = Literal.ofNull(Primitive.INTEGER);
    Expression noB = Literal.ofNull(Primitive.BOOLEAN);
    PhysicalPlan expand =
        new PhysicalExpand(
            TABLES.get(0).scan(),
            List.of(
                List.of(i, b, l, Literal.of(0)),
                List.of(i, noB, l, Literal.of(1)),
                List.of(noI, noB, l, Literal.of(3))),
            expanded);
    List<Expression> groups = new ArrayList<>();
    for (int c : new int[] {0, 1, 3}) {
      StructField field = expanded.field(c);
      groups.add(new ColumnReference(c, field.name(), field.type(), true));
    }
    check(
        plan(
            expand,
            groups,
            List.of(
                AggregateCall.of(
                    AggregateFunction.SUM, new ColumnReference(2, "l", Primitive.LONG, true)))),
        world,
        "SELECT i, b, grouping(i, b), sum(l) FROM t0 GROUP BY ROLLUP (i, b)");
  }

  private static PhysicalValues values(DataType type, Object... values) {
    StructType schema = StructType.of(StructField.of("v", type));
    List<ColumnBatch> batches = new ArrayList<>();
    for (Object value : values) {
      ColumnVector vector = VectorBuilder.of(type, 1).append(value).build();
      batches.add(new ColumnBatch(schema, 1, List.of(vector)));
    }
    return new PhysicalValues(schema, batches);
  }

  private static List<String> aggregate(PhysicalValues values, AggregateFunction... functions) {
    StructField field = values.output().field(0);
    Expression argument = new ColumnReference(0, "v", field.type(), true);
    List<AggregateCall> calls =
        Arrays.stream(functions).map(f -> AggregateCall.of(f, argument)).toList();
    return Rows.of(Worlds.SERIAL.run(plan(values, List.of(), calls)));
  }

  @Test
  void aSumMayPassTheRangeOfLongOnItsWay() {
    assertThat(
            aggregate(
                values(Primitive.LONG, Long.MAX_VALUE, 5L, -7L),
                AggregateFunction.SUM,
                AggregateFunction.AVG))
        .containsExactly("9223372036854775805 | 3.07445735e+18");
  }

  @Test
  void aSumPastTheRangeOfLongIsAnError() {
    assertThatThrownBy(
            () -> aggregate(values(Primitive.LONG, Long.MAX_VALUE, 1L), AggregateFunction.SUM))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("sum overflows BIGINT: it comes to 9223372036854775808");
  }

  @Test
  void aSumPastTheDigitsOfItsDecimalIsAnError() {
    BigDecimal largest = new BigDecimal("9".repeat(38));
    DataType type = new DataType.Decimal(38, 0);
    assertThat(aggregate(values(type, largest, largest, largest.negate()), AggregateFunction.SUM))
        .containsExactly("9".repeat(38));
    assertThatThrownBy(() -> aggregate(values(type, largest, largest), AggregateFunction.SUM))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("sum overflows DECIMAL(38,0)");
  }

  @Test
  void meansOfDecimalsAreRoundedHalfUpToFourMoreDigits() {
    DataType type = new DataType.Decimal(5, 2);
    assertThat(
            aggregate(
                values(
                    type, new BigDecimal("0.01"), new BigDecimal("0.01"), BigDecimal.valueOf(0, 2)),
                AggregateFunction.AVG))
        .containsExactly("0.006667");
    assertThat(
            aggregate(
                values(
                    type,
                    new BigDecimal("-0.01"),
                    BigDecimal.valueOf(0, 2),
                    BigDecimal.valueOf(0, 2)),
                AggregateFunction.AVG))
        .containsExactly("-0.003333");
  }

  @Test
  void firstAndLastFollowTheOrderOfTheRows() {
    assertThat(
            aggregate(
                values(Primitive.STRING, null, "a", "b", null),
                AggregateFunction.FIRST,
                AggregateFunction.LAST,
                AggregateFunction.FIRST_IGNORE_NULLS,
                AggregateFunction.LAST_IGNORE_NULLS,
                AggregateFunction.ANY_VALUE))
        .containsExactly("null | null | a | b | null");
  }

  @Test
  void nestedValuesGroupByWhatTheyHold() {
    DataType type =
        new DataType.Array(
            StructType.of(
                StructField.of("a", Primitive.DOUBLE), StructField.of("b", Primitive.STRING)),
            true);
    List<Object> first = List.of(Arrays.asList(0.0, "x"), Arrays.asList(null, "y"));
    List<Object> same = List.of(Arrays.asList(-0.0, "x"), Arrays.asList(null, "y"));
    List<Object> other = List.of(Arrays.asList(0.0, "xy"));
    PhysicalValues values = values(type, first, other, same, null, null);
    assertThat(
            Rows.of(
                Worlds.SERIAL.run(
                    plan(
                        values,
                        List.of(new ColumnReference(0, "v", type, true)),
                        List.of(AggregateCall.of(AggregateFunction.COUNT))))))
        .containsExactly(
            "[[0.00000000e+00,x],[null,y]] | 2", "[[0.00000000e+00,xy]] | 1", "null | 2");
  }

  @Test
  void groupsComeInTheOrderOfTheirFirstRows() {
    PhysicalValues values = values(Primitive.LONG, 5L, null, 3L, 5L, null, 4L);
    assertThat(
            Rows.of(
                Worlds.SERIAL.run(
                    plan(
                        values,
                        List.of(new ColumnReference(0, "v", Primitive.LONG, true)),
                        List.of()))))
        .containsExactly("5", "null", "3", "4");
  }

  @Test
  void aFilterThatLetsNoRowOfAGroupThroughGivesNull() {
    Expression v = new ColumnReference(0, "v", Primitive.INTEGER, true);
    AggregateCall call =
        new AggregateCall(
            AggregateFunction.SUM,
            List.of(v),
            false,
            Operators.compare(Operators.GT, v, Literal.of(1)));
    assertThat(
            Rows.of(
                Worlds.SERIAL.run(
                    plan(values(Primitive.INTEGER, 1, 2), List.of(v), List.of(call)))))
        .containsExactly("1 | null", "2 | 2");
  }
}
