package io.moraine.core.function;

import static io.moraine.core.function.Calls.call;
import static io.moraine.core.function.Calls.decimal;
import static io.moraine.core.function.Calls.fails;
import static io.moraine.core.function.Calls.gives;
import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.core.expr.Literal;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** Results are those that Spark's documentation shows, or that Spark gives. */
class MathFunctionsTest {
  @Test
  void failsOnOverflowAndDivisionByZeroNamingValuesAndExpression() {
    fails(
        "Overflow: 2147483647 + 1 does not fit INT, in (2147483647 + 1)",
        "+",
        Integer.MAX_VALUE,
        1);
    fails("Overflow: 9223372036854775807 * 2 does not fit BIGINT", "*", Long.MAX_VALUE, 2);
    fails("Division by zero: 1.0 / 0.0, in", "/", 1, 0);
    fails("Division by zero: 1 % 0", "%", 1, 0);
    fails("Division by zero: 1 / 0", "div", 1, 0);
    fails("does not fit BIGINT", "div", Long.MIN_VALUE, -1);
    fails("Overflow: negative(-2147483648) does not fit INT", "negative", Integer.MIN_VALUE);
    fails("abs(-9223372036854775808)", "abs", Long.MIN_VALUE);
    fails("pmod(1, 0)", "pmod", 1, 0);
    fails("127 + 1 does not fit TINYINT", "+", tiny(127), tiny(1));
    gives(null, "try_add", Integer.MAX_VALUE, 1);
    gives(null, "try_divide", 1, 0);
    gives(null, "try_subtract", Long.MIN_VALUE, 1L);
    gives(null, "try_multiply", Integer.MAX_VALUE, 2);
  }

  @Test
  void dividesAsSparkDoes() {
    gives(1.5, "/", 3, 2);
    gives(1L, "div", 3, 2);
    gives(-1L, "div", -3, 2);
    gives(decimalOf("0.2", 2, 1), "%", 2, decimal("1.8"));
    gives(1, "pmod", 10, 3);
    gives(2, "pmod", -10, 3);
    gives(-1, "%", -10, 3);
    gives(1L, "div", decimal("3.5"), decimal("2.0"));
  }

  @Test
  void givesDecimalsThePrecisionOfSpark() {
    assertThat(call("*", of(15, 2), call("-", 1, of(15, 2))).type())
        .isEqualTo(new DataType.Decimal(32, 4));
    assertThat(call("+", of(15, 2), of(10, 4)).type()).isEqualTo(new DataType.Decimal(18, 4));
    assertThat(call("/", of(15, 2), of(10, 4)).type()).isEqualTo(new DataType.Decimal(30, 13));
    assertThat(call("*", of(38, 18), of(38, 18)).type()).isEqualTo(new DataType.Decimal(38, 6));
    assertThat(call("%", of(15, 2), of(10, 4)).type()).isEqualTo(new DataType.Decimal(10, 4));
    assertThat(call("+", of(15, 2), Literal.of(1L)).type()).isEqualTo(new DataType.Decimal(16, 2));
    assertThat(call("+", of(15, 2), 1.0).type()).isEqualTo(Primitive.DOUBLE);
    gives(decimalOf("0.333333", 9, 6), "/", decimal("1.0"), decimal("3.00"));
    fails("Overflow", "*", decimal("9".repeat(38)), decimal("10"));
  }

  @Test
  void rounds() {
    gives(3.0, "round", 2.5);
    gives(-3.0, "round", -2.5);
    gives(2.0, "bround", 2.5);
    gives(2.35, "round", 2.345, 2);
    gives(30, "round", 25, -1);
    gives(20, "bround", 25, -1);
    gives(decimalOf("2.35", 4, 2), "round", decimal("2.345"), 2);
    gives(decimalOf("10", 2, 0), "round", decimal("9.5"));
    gives(Double.NaN, "round", Double.NaN, 2);
    fails("2147483647 rounded to -1 places does not fit INT", "round", Integer.MAX_VALUE, -1);
    gives(-1L, "floor", -0.1);
    gives(0L, "ceil", -0.1);
    gives(decimalOf("-4", 2, 0), "floor", decimal("-3.1"));
    gives(5L, "ceiling", 5);
  }

  @Test
  void computesElementaryFunctions() {
    gives(2.0, "sqrt", 4);
    gives(Double.NaN, "sqrt", -1);
    gives(8.0, "pow", 2, 3);
    gives(1.0, "exp", 0);
    gives(0.0, "ln", 1);
    gives(null, "ln", 0);
    gives(null, "log10", -1);
    gives(1.0, "log10", 10);
    gives(2.0, "log", 10, 100);
    gives(1.0, "sign", 40);
    gives(-1.0, "signum", -3.5);
    gives(120L, "factorial", 5);
    gives(null, "factorial", 21);
    gives(new Literal(Primitive.INTEGER, 5), "abs", -5);
    gives(decimalOf("1.50", 3, 2), "abs", decimal("-1.50"));
  }

  @Test
  void findsTheGreatestAndTheLeastPassingOverNulls() {
    gives(10, "greatest", 10, 9, 2, 4, 3);
    gives(2, "least", 10, null, 2);
    gives(Double.NaN, "greatest", Double.NaN, Double.POSITIVE_INFINITY);
    gives(null, "greatest", null, null);
  }

  private static Literal tiny(int value) {
    return new Literal(Primitive.BYTE, value);
  }

  private static Literal of(int precision, int scale) {
    return Literal.ofNull(new DataType.Decimal(precision, scale));
  }

  private static Literal decimalOf(String value, int precision, int scale) {
    return new Literal(new DataType.Decimal(precision, scale), new BigDecimal(value));
  }
}
