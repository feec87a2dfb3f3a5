package io.moraine.core.expr;

import io.moraine.core.text.DateText;
import io.moraine.core.text.TimestampText;
import io.moraine.core.type.DataType;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A constant.
 *
 * @param type its type
 * @param value the object that {@link DataType} names for the type, or null
 */
public record Literal(DataType type, Object value) implements Expression {
  /** SQL's TRUE. */
  public static final Literal TRUE = new Literal(DataType.Primitive.BOOLEAN, true);

  /** SQL's FALSE. */
  public static final Literal FALSE = new Literal(DataType.Primitive.BOOLEAN, false);

  public Literal {
    Objects.requireNonNull(type, "type");
  }

  /** NULL of {@code type}. */
  public static Literal ofNull(DataType type) {
    return new Literal(type, null);
  }

  /** A string. */
  public static Literal of(String value) {
    return new Literal(DataType.Primitive.STRING, value);
  }

  /** A 32-bit integer. */
  public static Literal of(int value) {
    return new Literal(DataType.Primitive.INTEGER, value);
  }

  /** A 64-bit integer. */
  public static Literal of(long value) {
    return new Literal(DataType.Primitive.LONG, value);
  }

  /** A double. */
  public static Literal of(double value) {
    return new Literal(DataType.Primitive.DOUBLE, value);
  }

  /** A boolean. */
  public static Literal of(boolean value) {
    return value ? TRUE : FALSE;
  }

  @Override
  public boolean nullable() {
    return value == null;
  }

  @Override
  public List<Expression> children() {
    return List.of();
  }

  @Override
  public Expression withChildren(List<Expression> children) {
    return this;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Literal that
        && type.equals(that.type)
        && Objects.deepEquals(value, that.value);
  }

  @Override
  public int hashCode() {
    return 31 * type.hashCode()
        + (value instanceof byte[] bytes ? Arrays.hashCode(bytes) : Objects.hashCode(value));
  }

  @Override
  public String toString() {
    if (value instanceof String text) {
      return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    } else if (value instanceof byte[] bytes) {
      return "X'" + java.util.HexFormat.of().formatHex(bytes) + "'";
    } else if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    } else if (value instanceof Integer days && type == DataType.Primitive.DATE) {
      return "DATE '%s'".formatted(DateText.format(days));
    } else if (value instanceof Long micros && type == DataType.Primitive.TIMESTAMP) {
      return "TIMESTAMP '%sZ'".formatted(TimestampText.format(micros, ZoneOffset.UTC));
    } else if (value instanceof Long micros && type == DataType.Primitive.TIMESTAMP_NTZ) {
      return "TIMESTAMP_NTZ '%s'".formatted(TimestampText.format(micros, ZoneOffset.UTC));
    }
    return value == null ? "NULL" : value.toString();
  }
}
