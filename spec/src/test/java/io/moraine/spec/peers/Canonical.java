package io.moraine.spec.peers;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One text for a value, whoever read it, so that rows of two implementations can be compared. */
final class Canonical {
  private Canonical() {}

  /** The row's values as one text. */
  static String row(List<?> values) {
    List<String> texts = new ArrayList<>();
    values.forEach(value -> texts.add(value(value)));
    return String.join(" | ", texts);
  }

  private static String value(Object value) {
    if (value == null) {
      return "∅";
    } else if (value instanceof byte[] bytes) {
      return HexFormat.of().formatHex(bytes);
    } else if (value instanceof ByteBuffer buffer) {
      byte[] bytes = new byte[buffer.remaining()];
      buffer.duplicate().get(bytes);
      return HexFormat.of().formatHex(bytes);
    } else if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    } else if (value instanceof Map<?, ?> map) {
      Map<String, String> sorted = new TreeMap<>();
      map.forEach((key, entry) -> sorted.put(value(key), value(entry)));
      return sorted.toString();
    } else if (value instanceof Collection<?> collection) {
      return "[" + row(List.copyOf(texts(collection))) + "]";
    } else if (value instanceof Float || value instanceof Double) {
      return Double.toString(((Number) value).doubleValue());
    }
    return value.toString();
  }

  private static List<String> texts(Collection<?> collection) {
    List<String> texts = new ArrayList<>();
    collection.forEach(value -> texts.add(value(value)));
    return texts;
  }

  /** The instant of microseconds since 1970. */
  static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, java.time.temporal.ChronoUnit.MICROS);
  }

  /** The wall-clock time of microseconds since 1970. */
  static LocalDateTime local(long micros) {
    return LocalDateTime.ofInstant(instant(micros), ZoneOffset.UTC);
  }

  /** The day of days since 1970. */
  static LocalDate date(int days) {
    return LocalDate.ofEpochDay(days);
  }
}
