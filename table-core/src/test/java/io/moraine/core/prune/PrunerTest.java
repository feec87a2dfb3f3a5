package io.moraine.core.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.FieldAccess;
import io.moraine.core.expr.Literal;
import io.moraine.core.expr.Operators;
import io.moraine.core.function.Expressions;
import io.moraine.core.stats.ColumnStatistics;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrunerTest {
  @Test
  void excludesValuesOutsideTheBounds() {
    Expression x = column(Primitive.INTEGER);
    ColumnStatistics known = new ColumnStatistics(10, 20, 0);
    assertThat(decide(compare("=", x, 9), known)).isEqualTo(Outcome.NONE);
    assertThat(decide(compare("=", x, 10), known)).isEqualTo(Outcome.SOME);
    assertThat(decide(compare("<", x, 10), known)).isEqualTo(Outcome.NONE);
    assertThat(decide(compare("<=", x, 20), known)).isEqualTo(Outcome.ALL);
    assertThat(decide(compare("<", x, 20), known)).isEqualTo(Outcome.SOME);
    assertThat(decide(compare("<>", x, 21), known)).isEqualTo(Outcome.ALL);
    assertThat(decide(Operators.not(compare("=", x, 21)), known)).isEqualTo(Outcome.ALL);
  }

  @Test
  void knowsThatNullIsNeitherTrueNorFalse() {
    Expression x = column(Primitive.INTEGER);
    ColumnStatistics withNulls = new ColumnStatistics(10, 20, 1);
    assertThat(decide(compare(">", x, 5), withNulls)).isEqualTo(Outcome.SOME);
    assertThat(decide(compare("<", x, 5), withNulls)).isEqualTo(Outcome.NONE);
    assertThat(decide(Operators.not(compare("<", x, 5)), withNulls)).isEqualTo(Outcome.SOME);
    assertThat(decide(Operators.isNull(x), withNulls)).isEqualTo(Outcome.SOME);
    ColumnStatistics allNull = new ColumnStatistics(null, null, 100);
    assertThat(decide(Operators.isNull(x), allNull)).isEqualTo(Outcome.ALL);
    assertThat(decide(Operators.isNotNull(x), allNull)).isEqualTo(Outcome.NONE);
    assertThat(decide(Operators.not(compare("=", x, 5)), allNull)).isEqualTo(Outcome.NONE);
    assertThat(decide(compare("<=>", x, 5), allNull)).isEqualTo(Outcome.NONE);
    assertThat(decide(Operators.compare("<=>", x, Literal.ofNull(Primitive.INTEGER)), allNull))
        .isEqualTo(Outcome.ALL);
  }

  @Test
  void takesAnOptionThatIsNullAsUnknown() {
    Expression x = column(Primitive.INTEGER);
    Expression in = Operators.in(x, List.of(Literal.of(1), Literal.ofNull(Primitive.INTEGER)));
    ColumnStatistics ones = new ColumnStatistics(1, 1, 0);
    ColumnStatistics twos = new ColumnStatistics(2, 2, 0);
    assertThat(decide(in, ones)).isEqualTo(Outcome.ALL);
    assertThat(decide(in, twos)).isEqualTo(Outcome.NONE);
    assertThat(decide(Operators.not(in), twos)).isEqualTo(Outcome.NONE);
  }

  @Test
  void holdsNegativeZeroEqualToZero() {
    Expression x = column(Primitive.DOUBLE);
    ColumnStatistics negativeZero = new ColumnStatistics(-0.0, -0.0, 0);
    assertThat(decide(compare("=", x, 0.0), negativeZero)).isEqualTo(Outcome.ALL);
    assertThat(decide(compare("<", x, 0.0), negativeZero)).isEqualTo(Outcome.NONE);
  }

  @Test
  void putsNanAboveEveryNumber() {
    Expression x = column(Primitive.DOUBLE);
    ColumnStatistics upToNan = new ColumnStatistics(1.0, Double.NaN, 0);
    assertThat(decide(compare(">", x, 1e300), upToNan)).isEqualTo(Outcome.SOME);
    assertThat(decide(compare(">", x, Double.POSITIVE_INFINITY), upToNan)).isEqualTo(Outcome.SOME);
    assertThat(decide(compare("=", x, Double.NaN), new ColumnStatistics(1.0, 2.0, 0)))
        .isEqualTo(Outcome.NONE);
  }

  @Test
  void prunesByTheBeginningOfPatterns() {
    Expression x = column(Primitive.STRING);
    ColumnStatistics known = new ColumnStatistics("mango", "melon", 0);
    assertThat(decide(like(x, "m%"), known)).isEqualTo(Outcome.ALL);
    assertThat(decide(like(x, "m%o"), known)).isEqualTo(Outcome.SOME);
    assertThat(decide(like(x, "apple%"), known)).isEqualTo(Outcome.NONE);
    assertThat(decide(like(x, "n_%"), known)).isEqualTo(Outcome.NONE);
    assertThat(decide(like(x, "%x"), known)).isEqualTo(Outcome.SOME);
    assertThat(decide(Operators.not(like(x, "m%")), known)).isEqualTo(Outcome.NONE);
    assertThat(decide(Operators.not(like(x, "m%o")), known)).isEqualTo(Outcome.SOME);
  }

  @Test
  void seesThroughWideningCastsOnly() {
    Expression x = column(Primitive.INTEGER);
    ColumnStatistics known = new ColumnStatistics(10, 20, 0);
    Expression wide = Expressions.cast(x, Primitive.LONG);
    assertThat(decide(Operators.compare(">", wide, Literal.of(20L)), known))
        .isEqualTo(Outcome.NONE);
    Expression narrow = Expressions.cast(x, Primitive.BYTE);
    assertThat(decide(Operators.compare(">", narrow, new Literal(Primitive.BYTE, 20)), known))
        .isEqualTo(Outcome.SOME);
    Expression text = Expressions.cast(x, Primitive.STRING);
    assertThat(decide(Operators.compare("=", text, Literal.of("9")), known))
        .isEqualTo(Outcome.SOME);
  }

  @Test
  void computesConstantsFirst() {
    Expression x = column(Primitive.INTEGER);
    Expression thirty = Expressions.call("+", Literal.of(10), Literal.of(20));
    ColumnStatistics known = new ColumnStatistics(10, 20, 0);
    assertThat(decide(Operators.compare("=", x, thirty), known)).isEqualTo(Outcome.NONE);
    Expression text = Expressions.cast(Literal.of("30"), Primitive.INTEGER);
    assertThat(decide(Operators.compare(">", x, text), known)).isEqualTo(Outcome.NONE);
  }

  @Test
  void takesBoundsOfAnotherTypeAsUnknown() {
    Expression x = column(Primitive.LONG);
    // Statistics written before the column was widened.
    ColumnStatistics narrow = new ColumnStatistics(10, 20, 0);
    assertThat(decide(Operators.compare("=", x, Literal.of(5L)), narrow)).isEqualTo(Outcome.SOME);
  }

  @Test
  void knowsNothingOfColumnsWithoutStatistics() {
    Expression x = column(Primitive.INTEGER);
    assertThat(decide(compare("=", x, 5), ColumnStatistics.UNKNOWN)).isEqualTo(Outcome.SOME);
    assertThat(decide(Operators.isNull(x), ColumnStatistics.UNKNOWN)).isEqualTo(Outcome.SOME);
  }

  @Test
  void findsTheStatisticsOfFieldsWithinStructs() {
    StructType inner = StructType.of(StructField.of("a", Primitive.INTEGER));
    Expression field = new FieldAccess(new ColumnReference(0, "s", inner, true), 0);
    StructType schema = StructType.of(StructField.of("s", inner));
    StatisticsSource source =
        new StatisticsSource() {
          @Override
          public long rowCount() {
            return 5;
          }

          @Override
          public ColumnStatistics column(int ordinal) {
            return ColumnStatistics.UNKNOWN;
          }

          @Override
          public ColumnStatistics field(int ordinal, List<Integer> path) {
            assertThat(path).containsExactly(0);
            return new ColumnStatistics(1, 3, 0);
          }
        };
    assertThat(Pruner.compile(compare(">", field, 3), schema).decide(source))
        .isEqualTo(Outcome.NONE);
  }

  @Test
  void matchesNoRowWhereThereIsNone() {
    assertThat(
            Pruner.compile(Literal.TRUE, StructType.EMPTY)
                .decide(source(0, ColumnStatistics.UNKNOWN)))
        .isEqualTo(Outcome.NONE);
  }

  @Test
  void refusesAColumnThatTheSchemaLacks() {
    assertThatThrownBy(
            () -> Pruner.compile(compare("=", column(Primitive.INTEGER), 1), StructType.EMPTY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("No column 0 (x)");
  }

  private static Expression column(DataType type) {
    return new ColumnReference(0, "x", type, true);
  }

  private static Expression compare(String operator, Expression x, Object value) {
    return Operators.compare(operator, x, new Literal(x.type(), value));
  }

  private static Expression like(Expression x, String pattern) {
    return Expressions.call("like", x, Literal.of(pattern));
  }

  private static Outcome decide(Expression predicate, ColumnStatistics statistics) {
    StructType schema = StructType.of(StructField.of("x", Primitive.INTEGER));
    return Pruner.compile(predicate, schema).decide(source(100, statistics));
  }

  private static StatisticsSource source(long rowCount, ColumnStatistics statistics) {
    return new StatisticsSource() {
      @Override
      public long rowCount() {
        return rowCount;
      }

      @Override
      public ColumnStatistics column(int ordinal) {
        return statistics;
      }
    };
  }
}
