package io.moraine;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.expr.Literal;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.engine.bind.Parameters;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A program's values for the places that a statement leaves open. */
final class StatementParameters {
  private StatementParameters() {}

  static Parameters of(List<? extends @Nullable Object> values) {
    List<Literal> literals = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      literals.add(literal("? number " + (i + 1), values.get(i)));
    }
    return new Parameters(literals, Map.of());
  }

  static Parameters of(Map<String, ? extends @Nullable Object> values) {
    Map<String, Literal> literals = new HashMap<>();
    values.forEach((name, value) -> literals.put(name, literal(":" + name, value)));
    return new Parameters(List.of(), literals);
  }

  private static Literal literal(String name, @Nullable Object value) {
    if (value == null) {
      return Literal.ofNull(Primitive.VOID);
    }
    DataType type = type(name, value);
    return new Literal(type, JavaValues.fromJava(value, StructField.of(name, type)));
  }

  private static DataType type(String name, Object value) {
    if (value instanceof Boolean) {
      return Primitive.BOOLEAN;
    } else if (value instanceof Byte) {
      return Primitive.BYTE;
    } else if (value instanceof Short) {
      return Primitive.SHORT;
    } else if (value instanceof Integer) {
      return Primitive.INTEGER;
    } else if (value instanceof Long) {
      return Primitive.LONG;
    } else if (value instanceof Float) {
      return Primitive.FLOAT;
    } else if (value instanceof Double) {
      return Primitive.DOUBLE;
    } else if (value instanceof CharSequence) {
      return Primitive.STRING;
    } else if (value instanceof byte[]) {
      return Primitive.BINARY;
    } else if (value instanceof LocalDate) {
      return Primitive.DATE;
    } else if (value instanceof LocalDateTime) {
      return Primitive.TIMESTAMP_NTZ;
    } else if (value instanceof Instant
        || value instanceof OffsetDateTime
        || value instanceof ZonedDateTime) {
      return Primitive.TIMESTAMP;
    } else if (value instanceof BigInteger whole) {
      return decimal(name, new BigDecimal(whole));
    } else if (value instanceof BigDecimal number) {
      return decimal(name, number);
    }
    throw new InvalidInputException(
        "Parameter %s cannot be a %s".formatted(name, value.getClass().getSimpleName()));
  }

  private static DataType decimal(String name, BigDecimal number) {
    int scale = Math.max(0, number.scale());
    int precision = Math.max(number.precision() - number.scale() + scale, scale);
    if (precision > DataType.Decimal.MAX_PRECISION) {
      throw new InvalidInputException(
          "Parameter %s has %d digits, decimals have 38 at most".formatted(name, precision));
    }
    return new DataType.Decimal(Math.max(1, precision), scale);
  }
}
