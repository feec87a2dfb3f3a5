package io.moraine.property.fuzz;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values as text, the same whoever gives them. */
final class Texts {
  private Texts() {}

  static String row(List<@Nullable Object> values) {
    return values.stream().map(Texts::value).collect(Collectors.joining(" | "));
  }

  private static String value(@Nullable Object value) {
    if (value == null) {
      return "∅";
    } else if (value instanceof String text) {
      return "'" + text + "'";
    } else if (value instanceof Double number) {
      // Both zeros are one value.
      return number == 0 ? "0.0" : number.toString();
    } else if (value instanceof BigDecimal number) {
      return plain(number);
    } else if (value instanceof BigInteger || value instanceof Long || value instanceof Integer) {
      return value.toString();
    } else if (value instanceof Timestamp time) {
      return time.toLocalDateTime().toString();
    } else if (value instanceof Instant time) {
      return LocalDateTime.ofInstant(time, ZoneOffset.UTC).toString();
    }
    return value.toString();
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
