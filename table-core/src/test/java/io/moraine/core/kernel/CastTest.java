package io.moraine.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.eval.Evaluator;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.function.EvaluationContext;
import io.moraine.core.function.Expressions;
import io.moraine.core.text.DateText;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Forms and results are those of Spark's ANSI casts. */
class CastTest {
  private static final EvaluationContext BERLIN =
      new EvaluationContext(Instant.EPOCH, ZoneId.of("Europe/Berlin"));
  private static final DataType MONEY = new DataType.Decimal(5, 2);

  @Test
  void readsIntegers() {
    gives(42, "42", Primitive.INTEGER);
    gives(-42, " \t-42\n", Primitive.INTEGER);
    gives(42, "+42", Primitive.INTEGER);
    gives(Long.MIN_VALUE, "-9223372036854775808", Primitive.LONG);
    for (String bad : List.of("", " ", "4.2", "4e1", "0x1", "--1", "1 2", "٣", "2147483648")) {
      fails(bad, Primitive.INTEGER);
    }
    fails("9223372036854775808", Primitive.LONG);
    fails("128", Primitive.BYTE);
  }

  @Test
  void readsFloatingPointNumbers() {
    gives(1e10, "1e10", Primitive.DOUBLE);
    gives(Double.NaN, "nan", Primitive.DOUBLE);
    gives(Double.NEGATIVE_INFINITY, "-Inf", Primitive.DOUBLE);
    gives(Double.POSITIVE_INFINITY, "+infinity", Primitive.DOUBLE);
    gives(0.1f, "0.1", Primitive.FLOAT);
    fails("1,5", Primitive.DOUBLE);
    fails("", Primitive.DOUBLE);
  }

  @Test
  void readsDecimalsRoundingHalfUp() {
    gives(new BigDecimal("1.24"), "1.235", MONEY);
    gives(new BigDecimal("-1.24"), "-1.235", MONEY);
    gives(new BigDecimal("120.00"), "1.2e2", MONEY);
    fails("999.995", MONEY);
    fails("1e1000000000", MONEY);
    fails("x", MONEY);
  }

  @Test
  void readsBooleans() {
    for (String yes : List.of("t", "TRUE", "y", "Yes", "1", " true ")) {
      gives(true, yes, Primitive.BOOLEAN);
    }
    for (String no : List.of("f", "False", "n", "NO", "0")) {
      gives(false, no, Primitive.BOOLEAN);
    }
    fails("on", Primitive.BOOLEAN);
    fails("2", Primitive.BOOLEAN);
  }

  @Test
  void readsDates() {
    int leap = DateText.parse("2024-02-29").orElseThrow();
    gives(leap, "2024-02-29", Primitive.DATE);
    gives(leap, "2024-2-29", Primitive.DATE);
    gives(leap, " 2024-02-29 ", Primitive.DATE);
    gives(leap, "2024-02-29T12:00", Primitive.DATE);
    gives(leap, "2024-02-29 anything", Primitive.DATE);
    gives(leap - 28, "2024-02", Primitive.DATE);
    gives(leap - 59, "2024", Primitive.DATE);
    gives(DateText.parse("-0001-01-01").orElseThrow(), "-0001-01-01", Primitive.DATE);
    for (String bad :
        List.of("2023-02-29", "24-02-29", "2024-02-29x", "2024/02/29", "2024-13-01")) {
      fails(bad, Primitive.DATE);
    }
  }

  @Test
  void readsTimestampsInTheSessionsZoneUnlessTheyNameOne() {
    gives(-3_600_000_000L, "1970-01-01", Primitive.TIMESTAMP);
    gives(-3_600_000_000L, "1970-01-01 00:00:00", Primitive.TIMESTAMP);
    gives(0L, "1970-01-01T00:00:00Z", Primitive.TIMESTAMP);
    gives(1L, "1970-01-01 00:00:00.000001 UTC", Primitive.TIMESTAMP);
    gives(0L, "1970-01-01 01:00:00+01:00", Primitive.TIMESTAMP);
    gives(0L, "1970-01-01 01:00:00+1", Primitive.TIMESTAMP);
    gives(0L, "1969-12-31 16:00:00 America/Los_Angeles", Primitive.TIMESTAMP);
    gives(500_000L, "1970-01-01 0:0:0.5Z", Primitive.TIMESTAMP);
    gives(123_456L, "1970-01-01 00:00:00.123456789Z", Primitive.TIMESTAMP);
    gives(5_000_000L, "1970-01-01 00:00:05", Primitive.TIMESTAMP_NTZ);
    for (String bad : List.of("1970-01-01 24:00:00", "1970-01-01 00:60", "1970-01-01 00:00 Mars")) {
      fails(bad, Primitive.TIMESTAMP);
    }
  }

  @Test
  void cutsNumbersTowardsZeroAndRefusesThoseOutOfRange() {
    gives(3, Literal.of(3.99), Primitive.INTEGER);
    gives(-3, Literal.of(-3.99), Primitive.INTEGER);
    gives(127, Literal.of(127.9), Primitive.BYTE);
    gives(3L, decimal("3.99"), Primitive.LONG);
    fails(Literal.of(128.0), Primitive.BYTE);
    fails(Literal.of(Double.NaN), Primitive.LONG);
    fails(Literal.of(9.3e18), Primitive.LONG);
    fails(Literal.of(Integer.MAX_VALUE + 1L), Primitive.INTEGER);
    fails(Literal.of(1000), MONEY);
    gives(new BigDecimal("999.00"), Literal.of(999), MONEY);
    gives(new BigDecimal("0.13"), Literal.of(0.125), MONEY);
    fails(Literal.of(Double.POSITIVE_INFINITY), MONEY);
    gives(true, Literal.of(2), Primitive.BOOLEAN);
    gives(1, Literal.TRUE, Primitive.INTEGER);
    gives(new BigDecimal("1.00"), Literal.TRUE, MONEY);
  }

  @Test
  void turnsTimesIntoEachOtherInTheSessionsZone() {
    Literal evening = new Literal(Primitive.TIMESTAMP, 23L * 3_600_000_000L);
    gives(1, evening, Primitive.DATE);
    gives(-3_600_000_000L, new Literal(Primitive.DATE, 0), Primitive.TIMESTAMP);
    gives(24L * 3_600_000_000L, evening, Primitive.TIMESTAMP_NTZ);
    gives(82_800L, evening, Primitive.LONG);
    gives(82_800.0, evening, Primitive.DOUBLE);
    gives(1_500_000L, Literal.of(1.5), Primitive.TIMESTAMP);
    gives(-1L, new Literal(Primitive.TIMESTAMP, -1L), Primitive.LONG);
    fails(Literal.of(Long.MAX_VALUE), Primitive.TIMESTAMP);
  }

  @Test
  void writesStrings() {
    text("1.0E10", Literal.of(1e10));
    text("-0.0", Literal.of(-0.0));
    text("NaN", Literal.of(Double.NaN));
    text("Infinity", Literal.of(Double.POSITIVE_INFINITY));
    text("0.0000001", decimal("0.0000001"));
    text("2024-02-29", new Literal(Primitive.DATE, DateText.parse("2024-02-29").orElseThrow()));
    text("+10000-01-01", new Literal(Primitive.DATE, 2932897));
    text("1970-01-01 01:00:00", new Literal(Primitive.TIMESTAMP, 0L));
    text("1970-01-01 01:00:00.5", new Literal(Primitive.TIMESTAMP, 500_000L));
    text("1969-12-31 23:59:59.999999", new Literal(Primitive.TIMESTAMP_NTZ, -1L));
    text("true", Literal.TRUE);
    text("ä", new Literal(Primitive.BINARY, new byte[] {(byte) 0xC3, (byte) 0xA4}));
    text(
        "[1, null]",
        new Literal(new DataType.Array(Primitive.INTEGER, true), Arrays.asList(1, null)));
    text(
        "{a -> 1}",
        new Literal(new DataType.MapOf(Primitive.STRING, Primitive.INTEGER, true), Map.of("a", 1)));
    text(
        "{1, null}",
        new Literal(
            StructType.of(
                StructField.of("a", Primitive.INTEGER), StructField.of("b", Primitive.STRING)),
            Arrays.asList(1, null)));
  }

  @Test
  void castsWhatIsNestedPartByPart() {
    Literal ints = new Literal(new DataType.Array(Primitive.INTEGER, true), Arrays.asList(1, null));
    assertThat(evaluate(Expressions.cast(ints, new DataType.Array(Primitive.LONG, true))))
        .isEqualTo(Arrays.asList(1L, null));
    Literal texts =
        new Literal(new DataType.Array(Primitive.STRING, true), Arrays.asList("1", "x"));
    DataType numbers = new DataType.Array(Primitive.INTEGER, true);
    assertThatThrownBy(() -> evaluate(Expressions.cast(texts, numbers)))
        .isInstanceOf(InvalidInputException.class);
  }

  @Test
  void refusesCastsWithoutAMeaning() {
    assertThatThrownBy(() -> Expressions.cast(Literal.of(1), Primitive.DATE))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("Cannot cast INT to DATE: 1");
    assertThat(CastRules.isAllowed(Primitive.DATE, Primitive.INTEGER)).isFalse();
    assertThat(CastRules.isAllowed(Primitive.TIMESTAMP, Primitive.BOOLEAN)).isFalse();
    assertThat(CastRules.isAllowed(Primitive.INTEGER, Primitive.BINARY)).isFalse();
  }

  @Test
  void namesValueTypeAndExpressionWhereAValueHasNoPlace() {
    assertThatThrownBy(() -> evaluate(Expressions.cast(Literal.of("abc"), Primitive.INTEGER)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("Cannot cast 'abc' to INT, in CAST('abc' AS INT); TRY_CAST gives NULL instead");
  }

  private static Literal decimal(String text) {
    BigDecimal value = new BigDecimal(text);
    return new Literal(new DataType.Decimal(38, value.scale()), value);
  }

  private static Object evaluate(Expression expression) {
    ColumnBatch one = new ColumnBatch(StructType.EMPTY, 1, List.of());
    return Evaluator.compile(expression, BERLIN).evaluate(one).value(0);
  }

  private static void gives(Object expected, String text, DataType type) {
    gives(expected, Literal.of(text), type);
  }

  private static void gives(Object expected, Literal value, DataType type) {
    assertThat(evaluate(Expressions.cast(value, type)))
        .as("CAST(%s AS %s)", value, type)
        .isEqualTo(expected);
  }

  private static void text(String expected, Literal value) {
    gives(expected, value, Primitive.STRING);
  }

  private static void fails(String text, DataType type) {
    fails(Literal.of(text), type);
  }

  private static void fails(Literal value, DataType type) {
    assertThatThrownBy(() -> evaluate(Expressions.cast(value, type)))
        .as("CAST(%s AS %s)", value, type)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("Cannot cast");
    assertThat(evaluate(Expressions.tryCast(value, type))).isNull();
  }
}
