package io.moraine.core.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.eval.Evaluator;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.text.DateText;
import io.moraine.core.text.TimestampText;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;

/** Calls of functions on Java values, for tests. */
final class Calls {
  static final EvaluationContext CONTEXT =
      new EvaluationContext(
          Instant.parse("2024-03-10T01:02:03.456789Z"), ZoneId.of("America/Los_Angeles"));

  private Calls() {}

  static Literal date(String text) {
    return new Literal(Primitive.DATE, DateText.parse(text).orElseThrow());
  }

  /** A timestamp as clocks in the session's zone show it. */
  static Literal timestamp(String text) {
    return new Literal(
        Primitive.TIMESTAMP, TimestampText.parse(text, CONTEXT.zone()).orElseThrow());
  }

  static Literal decimal(String text) {
    BigDecimal value = new BigDecimal(text);
    return new Literal(DecimalTypes.ofValue(value), value);
  }

  static Literal none(DataType type) {
    return Literal.ofNull(type);
  }

  static Expression literal(Object value) {
    if (value instanceof Expression expression) {
      return expression;
    } else if (value instanceof String text) {
      return Literal.of(text);
    } else if (value instanceof Integer number) {
      return Literal.of(number);
    } else if (value instanceof Long number) {
      return Literal.of(number);
    } else if (value instanceof Double number) {
      return Literal.of(number);
    } else if (value instanceof Boolean bool) {
      return Literal.of(bool);
    } else if (value instanceof byte[] bytes) {
      return new Literal(Primitive.BINARY, bytes);
    }
    return Literal.ofNull(Primitive.VOID);
  }

  static Expression call(String name, Object... arguments) {
    return Expressions.call(name, Stream.of(arguments).map(Calls::literal).toList());
  }

  static Object evaluate(Expression expression) {
    ColumnBatch one = new ColumnBatch(StructType.EMPTY, 1, List.of());
    return Evaluator.compile(expression, CONTEXT).evaluate(one).value(0);
  }

  static void gives(Object expected, String name, Object... arguments) {
    Expression call = call(name, arguments);
    Object wanted = expected instanceof Literal literal ? literal.value() : expected;
    assertThat(evaluate(call)).as("%s", call).isEqualTo(wanted);
    if (expected instanceof Literal literal) {
      assertThat(call.type()).as("%s", call).isEqualTo(literal.type());
    }
  }

  static void fails(String message, String name, Object... arguments) {
    assertThatThrownBy(() -> evaluate(call(name, arguments)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(message);
  }
}
