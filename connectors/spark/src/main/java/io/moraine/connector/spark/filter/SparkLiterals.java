package io.moraine.connector.spark.filter;

import io.moraine.connector.spark.type.SparkTypes;
import io.moraine.core.expr.Literal;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import java.math.BigDecimal;
import java.util.Optional;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** Single values, from Spark's objects to Moraine's and back. */
public final class SparkLiterals {
  private SparkLiterals() {}

  /** The literal as one of {@code type}; empty if it is of another type or nested. */
  static Optional<Literal> of(
      org.apache.spark.sql.connector.expressions.Literal<?> literal, DataType type) {
    if (literal.value() == null) {
      return Optional.of(Literal.ofNull(type));
    }
    if (literal.value() instanceof Decimal decimal && type instanceof DataType.Decimal wanted) {
      BigDecimal value = decimal.toJavaBigDecimal();
      boolean fits = value.stripTrailingZeros().scale() <= wanted.scale();
      return fits
          ? Optional.of(new Literal(wanted, value.setScale(wanted.scale())))
          : Optional.empty();
    }
    if (type.isNested() || !isOf(literal.dataType(), type)) {
      return Optional.empty();
    }
    return Optional.of(new Literal(type, toMoraine(literal.value())));
  }

  private static boolean isOf(org.apache.spark.sql.types.DataType literal, DataType type) {
    return literal.equals(SparkTypes.toSpark(type));
  }

  /** {@code value} as Moraine has it, of a type that is not nested. */
  static Object toMoraine(Object value) {
    if (value instanceof UTF8String text) {
      return text.toString();
    } else if (value instanceof Decimal decimal) {
      return decimal.toJavaBigDecimal();
    } else if (value instanceof Byte || value instanceof Short) {
      return ((Number) value).intValue();
    }
    return value;
  }

  /** {@code value}, of {@code type}, which is not nested, as Spark's rows hold it. */
  public static @Nullable Object toSpark(@Nullable Object value, DataType type) {
    if (value instanceof String text) {
      return UTF8String.fromString(text);
    } else if (value instanceof BigDecimal decimal && type instanceof DataType.Decimal wanted) {
      return Decimal.apply(decimal, wanted.precision(), wanted.scale());
    } else if (value instanceof Integer number && type == Primitive.BYTE) {
      return number.byteValue();
    } else if (value instanceof Integer number && type == Primitive.SHORT) {
      return number.shortValue();
    }
    return value;
  }
}
