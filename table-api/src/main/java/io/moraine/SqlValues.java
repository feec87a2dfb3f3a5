package io.moraine;

import io.moraine.core.error.InvalidInputException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A program's values as literals of SQL. */
final class SqlValues {
  private SqlValues() {}

  static String literal(@Nullable Object value) {
    if (value == null) {
      return "NULL";
    } else if (value instanceof Boolean truth) {
      return truth ? "TRUE" : "FALSE";
    } else if (value instanceof CharSequence
        || value instanceof Enum<?>
        || value instanceof UUID
        || value instanceof Character) {
      return SqlText.literal(
          value instanceof Enum<?> constant ? constant.name() : value.toString());
    } else if (value instanceof Number number) {
      return number(number);
    } else if (value instanceof byte[] bytes) {
      return "X'" + HexFormat.of().withUpperCase().formatHex(bytes) + "'";
    } else if (value instanceof LocalDate date) {
      return cast(date, "DATE");
    } else if (value instanceof LocalDateTime time) {
      return cast(time, "TIMESTAMP_NTZ");
    } else if (value instanceof Instant instant) {
      return cast(instant, "TIMESTAMP");
    } else if (value instanceof OffsetDateTime time) {
      return cast(time.toInstant(), "TIMESTAMP");
    } else if (value instanceof ZonedDateTime time) {
      return cast(time.toInstant(), "TIMESTAMP");
    }
    throw new InvalidInputException(
        "No SQL value is made of %s (%s)".formatted(value, value.getClass().getSimpleName()));
  }

  private static String number(Number value) {
    if (value instanceof Byte) {
      return cast(value, "TINYINT");
    } else if (value instanceof Short) {
      return cast(value, "SMALLINT");
    } else if (value instanceof Integer) {
      return cast(value, "INT");
    } else if (value instanceof Long) {
      return cast(value, "BIGINT");
    } else if (value instanceof Float) {
      return cast(value, "FLOAT");
    } else if (value instanceof Double) {
      return cast(value, "DOUBLE");
    } else if (value instanceof BigInteger whole) {
      return decimal(new BigDecimal(whole));
    } else if (value instanceof BigDecimal decimal) {
      return decimal(decimal);
    }
    throw new InvalidInputException(
        "No SQL value is made of %s (%s)".formatted(value, value.getClass().getSimpleName()));
  }

  private static String decimal(BigDecimal value) {
    int scale = Math.max(0, value.scale());
    int precision = Math.max(1, Math.max(value.precision() - value.scale() + scale, scale));
    if (precision > 38) {
      throw new InvalidInputException(
          "The number %s has %d digits, decimals have 38 at most".formatted(value, precision));
    }
    return cast(value.toPlainString(), "DECIMAL(%d,%d)".formatted(precision, scale));
  }

  /** A constant expression, which is worked out once: literals of numbers have other bounds. */
  private static String cast(Object value, String type) {
    return "CAST('" + value + "' AS " + type + ")";
  }
}
