package io.moraine.jdbc;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Date;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.UUID;

/** JDBC's parameters as the session takes them. */
final class ParameterValues {
  private ParameterValues() {}

  /** The object of {@code java.time} or the JDK that stands for {@code value}; null for null. */
  static Object of(Object value) throws SQLException {
    if (value instanceof Date date) {
      return date.toLocalDate();
    } else if (value instanceof Timestamp timestamp) {
      return timestamp.toInstant();
    } else if (value instanceof java.sql.Time || value instanceof Array) {
      throw new SQLFeatureNotSupportedException(
          "Parameters are no times of day and no arrays, got a " + value.getClass().getSimpleName(),
          "0A000");
    } else if (value instanceof java.util.Date date) {
      return date.toInstant();
    } else if (value instanceof Character || value instanceof UUID || value instanceof Enum<?>) {
      return value instanceof Enum<?> constant ? constant.name() : value.toString();
    }
    return value;
  }

  /** The value as one of a type of {@link Types}, where that is another than its own. */
  static Object as(Object value, int sqlType) throws SQLException {
    if (value == null) {
      return null;
    }
    try {
      return converted(value, sqlType);
    } catch (NumberFormatException | DateTimeParseException | ArithmeticException e) {
      throw new SQLDataException(
          "Parameter value '%s' is none of SQL type %d".formatted(value, sqlType), "22018", e);
    }
  }

  private static Object converted(Object value, int sqlType) {
    boolean text = value instanceof CharSequence;
    boolean convertible = text || value instanceof Number;
    return switch (sqlType) {
      case Types.VARCHAR, Types.CHAR, Types.LONGVARCHAR, Types.NVARCHAR, Types.NCHAR ->
          convertible || value instanceof Boolean ? value.toString() : value;
      case Types.TINYINT, Types.SMALLINT, Types.INTEGER ->
          convertible ? (Object) number(value).intValueExact() : value;
      case Types.BIGINT -> convertible ? (Object) number(value).longValueExact() : value;
      case Types.REAL -> convertible ? (Object) number(value).floatValue() : value;
      case Types.FLOAT, Types.DOUBLE -> convertible ? (Object) number(value).doubleValue() : value;
      case Types.DECIMAL, Types.NUMERIC -> convertible ? number(value) : value;
      case Types.BOOLEAN, Types.BIT -> text ? Boolean.valueOf(value.toString()) : value;
      case Types.DATE ->
          value instanceof Timestamp time
              ? time.toLocalDateTime().toLocalDate()
              : text ? LocalDate.parse(value.toString()) : value;
      case Types.TIMESTAMP ->
          // A wall clock's time.
          value instanceof Timestamp time
              ? time.toLocalDateTime()
              : text ? LocalDateTime.parse(value.toString().replace(' ', 'T')) : value;
      default -> value;
    };
  }

  private static BigDecimal number(Object value) {
    return new BigDecimal(value.toString());
  }
}
