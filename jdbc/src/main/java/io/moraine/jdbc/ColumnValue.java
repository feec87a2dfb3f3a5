package io.moraine.jdbc;

import io.moraine.core.text.ValueText;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.variant.VariantText;
import io.moraine.core.variant.VariantValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * A value that is not null, in the forms that callers ask for. Times without zone are those of UTC,
 * which is the session's.
 *
 * @param held as a batch holds it
 * @param type of the column
 * @param column its name, for messages
 */
record ColumnValue(Object held, DataType type, String column) {

  SQLException misfit(String wanted) {
    return new SQLDataException(
        "Column '%s' of type %s is no %s".formatted(column, type.sql(), wanted), "22018");
  }

  private SQLException outOfRange(Object value, String wanted) {
    return new SQLDataException(
        "Column '%s' holds %s, which is no %s".formatted(column, value, wanted), "22003");
  }

  /** As a cast to STRING writes it; binary as hexadecimal digits, variants as JSON. */
  String text() {
    if (held instanceof byte[] bytes) {
      return HexFormat.of().formatHex(bytes);
    } else if (type == Primitive.VARIANT && held instanceof List<?> parts) {
      return VariantText.json(
          VariantValue.of((byte[]) parts.get(0), (byte[]) parts.get(1)), ZoneOffset.UTC);
    }
    return ValueText.format(type, held, ZoneOffset.UTC);
  }

  /** A whole number from {@code least} to {@code most}; digits after the point are dropped. */
  long whole(long least, long most, String wanted) throws SQLException {
    long value;
    if (held instanceof Boolean truth) {
      value = truth ? 1 : 0;
    } else if (type.isIntegral()) {
      value = ((Number) held).longValue();
    } else {
      BigInteger digits = decimal(wanted).toBigInteger();
      if (digits.bitLength() >= Long.SIZE) {
        throw outOfRange(held, wanted);
      }
      value = digits.longValue();
    }
    if (value < least || value > most) {
      throw outOfRange(held, wanted);
    }
    return value;
  }

  double number(String wanted) throws SQLException {
    if (type == Primitive.FLOAT || type == Primitive.DOUBLE || type.isIntegral()) {
      return ((Number) held).doubleValue();
    }
    return decimal(wanted).doubleValue();
  }

  BigDecimal decimal(String wanted) throws SQLException {
    if (held instanceof BigDecimal decimal) {
      return decimal;
    } else if (type.isIntegral()) {
      return BigDecimal.valueOf(((Number) held).longValue());
    }
    try {
      if (held instanceof Float || held instanceof Double || held instanceof String) {
        return new BigDecimal(held.toString().strip());
      }
    } catch (NumberFormatException e) {
      throw outOfRange("'" + held + "'", wanted);
    }
    if (held instanceof Boolean truth) {
      return truth ? BigDecimal.ONE : BigDecimal.ZERO;
    }
    throw misfit(wanted);
  }

  boolean truth() throws SQLException {
    if (held instanceof Boolean truth) {
      return truth;
    } else if (type.isNumeric()) {
      return decimal("boolean").signum() != 0;
    } else if (held instanceof String text) {
      switch (text.strip().toLowerCase(Locale.ROOT)) {
        case "true", "t", "1" -> {
          return true;
        }
        case "false", "f", "0" -> {
          return false;
        }
        default -> throw outOfRange("'" + text + "'", "boolean");
      }
    }
    throw misfit("boolean");
  }

  byte[] bytes() throws SQLException {
    if (held instanceof byte[] bytes) {
      return bytes.clone();
    } else if (held instanceof String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    throw misfit("binary");
  }

  /** The date; of a time that in UTC. */
  LocalDate date() throws SQLException {
    if (type == Primitive.DATE) {
      return LocalDate.ofEpochDay((Integer) held);
    } else if (held instanceof String text) {
      return parsed(() -> LocalDate.parse(text.strip()), "date");
    }
    return localTime().toLocalDate();
  }

  /** The wall-clock time; of an instant that in UTC, of a date its midnight. */
  LocalDateTime localTime() throws SQLException {
    if (type == Primitive.TIMESTAMP || type == Primitive.TIMESTAMP_NTZ) {
      return LocalDateTime.ofInstant(
          Instant.EPOCH.plus((Long) held, ChronoUnit.MICROS), ZoneOffset.UTC);
    } else if (type == Primitive.DATE) {
      return date().atStartOfDay();
    } else if (held instanceof String text) {
      return parsed(
          () -> LocalDateTime.parse(text.strip().replace(' ', 'T').replaceFirst("Z$", "")),
          "timestamp");
    }
    throw misfit("timestamp");
  }

  /** The instant; a time without zone is one of {@code zone}. */
  Instant instant(ZoneId zone) throws SQLException {
    return type == Primitive.TIMESTAMP
        ? Instant.EPOCH.plus((Long) held, ChronoUnit.MICROS)
        : localTime().atZone(zone).toInstant();
  }

  private <T> T parsed(Supplier<T> parse, String wanted) throws SQLException {
    try {
      return parse.get();
    } catch (DateTimeException e) {
      throw outOfRange("'" + held + "'", wanted);
    }
  }
}
