package io.moraine.core.function;

import static io.moraine.core.function.Calls.call;
import static io.moraine.core.function.Calls.decimal;
import static io.moraine.core.function.Calls.gives;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.expr.Literal;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import java.util.List;
import org.junit.jupiter.api.Test;

class FunctionsTest {
  @Test
  void namesNearFunctionsWhereThereIsNone() {
    assertThatThrownBy(() -> call("substing", "a", 1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("No function 'substing'; did you mean substring");
    assertThatThrownBy(() -> call("qqqqqqqqqqqq"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("No function 'qqqqqqqqqqqq'");
  }

  @Test
  void namesTheFormsWhereTypesDoNotFit() {
    assertThatThrownBy(() -> call("upper", call("array", 1)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("Function 'upper' does not take (ARRAY<INT>); it is upper(STRING)");
    assertThatThrownBy(() -> call("substring", "a"))
        .hasMessageContaining("does not take (STRING)")
        .hasMessageContaining("substring(STRING, INT[, INT])");
    assertThatThrownBy(() -> call("=", true, 1)).hasMessageContaining("(BOOLEAN, INT)");
    assertThatThrownBy(() -> call("coalesce", 1, call("array", 1)))
        .hasMessageContaining("values of a common type");
  }

  @Test
  void comparesStringsWithOtherTypesAsThose() {
    gives(true, "=", "1", 1);
    gives(true, "<", "2", 10);
    gives(true, "=", "1.50", decimal("1.5"));
    gives(true, "=", Calls.date("2024-01-02"), "2024-01-02");
    gives(true, ">", Calls.timestamp("2024-01-02 00:00:01"), Calls.date("2024-01-02"));
    assertThatThrownBy(() -> Calls.evaluate(call("=", "x", 1)))
        .hasMessageContaining("Cannot cast 'x' to BIGINT, in CAST('x' AS BIGINT)");
    gives(List.of(true).get(0), "in", "1", 1, 2);
  }

  @Test
  void findsTheTypeCommonToSeveral() {
    assertThat(common(Primitive.INTEGER, Primitive.LONG)).isEqualTo(Primitive.LONG);
    assertThat(common(Primitive.INTEGER, Primitive.FLOAT)).isEqualTo(Primitive.DOUBLE);
    assertThat(common(Primitive.INTEGER, new DataType.Decimal(5, 2)))
        .isEqualTo(new DataType.Decimal(12, 2));
    assertThat(common(new DataType.Decimal(38, 0), new DataType.Decimal(38, 10)))
        .isEqualTo(new DataType.Decimal(38, 0));
    assertThat(common(Primitive.DATE, Primitive.TIMESTAMP)).isEqualTo(Primitive.TIMESTAMP);
    assertThat(common(Primitive.DATE, Primitive.TIMESTAMP_NTZ)).isEqualTo(Primitive.TIMESTAMP_NTZ);
    assertThat(common(Primitive.VOID, Primitive.DATE)).isEqualTo(Primitive.DATE);
    assertThat(common(Primitive.STRING, Primitive.INTEGER)).isEqualTo(Primitive.LONG);
    assertThat(common(Primitive.STRING, Primitive.BOOLEAN)).isEqualTo(Primitive.BOOLEAN);
    assertThat(TypeCoercion.widestCommon(Primitive.BOOLEAN, Primitive.INTEGER)).isEmpty();
    assertThat(TypeCoercion.widestCommon(Primitive.DATE, Primitive.INTEGER)).isEmpty();
  }

  @Test
  void choosesLazily() {
    gives("zero", "if", call("=", 1, 1), "zero", call("concat", "1", call("/", 1, 0)));
    gives(2, "coalesce", null, 2, call("div", 1, 0).type() == Primitive.LONG ? 3 : 4);
    gives(null, "nullif", 1, 1);
    gives(1, "nullif", 1, 2);
    gives("b", "nvl2", null, "a", "b");
    gives("a", "ifnull", "a", "b");
    gives(false, "and", false, call("=", call("/", 1, 0), 1.0));
    gives(true, "or", true, call("=", call("/", 1, 0), 1.0));
  }

  @Test
  void knowsTheTypesOfAggregates() {
    assertThat(aggregate("sum", Primitive.INTEGER)).isEqualTo(Primitive.LONG);
    assertThat(aggregate("sum", new DataType.Decimal(12, 2)))
        .isEqualTo(new DataType.Decimal(22, 2));
    assertThat(aggregate("SUM", new DataType.Decimal(32, 4)))
        .isEqualTo(new DataType.Decimal(38, 4));
    assertThat(aggregate("avg", new DataType.Decimal(12, 2)))
        .isEqualTo(new DataType.Decimal(16, 6));
    assertThat(aggregate("avg", Primitive.INTEGER)).isEqualTo(Primitive.DOUBLE);
    assertThat(aggregate("max", Primitive.STRING)).isEqualTo(Primitive.STRING);
    assertThat(AggregateFunctions.resolve("count", List.of()).nullability())
        .isEqualTo(Signature.Nullability.NEVER);
    assertThatThrownBy(() -> aggregate("sum", Primitive.DATE))
        .hasMessageContaining("'sum' does not take (DATE)");
    assertThatThrownBy(() -> aggregate("total", Primitive.DATE))
        .hasMessageContaining("No aggregate function 'total'");
  }

  @Test
  void hasAKernelForEveryFormThatResolves() {
    assertThat(Functions.STANDARD.names()).hasSizeGreaterThan(170);
  }

  @Test
  void givesNullableResultsOnlyWhereTheyMayBeNull() {
    assertThat(call("upper", "a").nullable()).isFalse();
    assertThat(call("upper", Literal.ofNull(Primitive.STRING)).nullable()).isTrue();
    assertThat(call("try_add", 1, 2).nullable()).isTrue();
    assertThat(call("coalesce", Literal.ofNull(Primitive.STRING), "a").nullable()).isFalse();
  }

  private static DataType common(DataType left, DataType right) {
    return TypeCoercion.widestCommon(left, right).orElseThrow();
  }

  private static DataType aggregate(String name, DataType type) {
    return AggregateFunctions.resolve(name, List.of(type)).result();
  }
}
