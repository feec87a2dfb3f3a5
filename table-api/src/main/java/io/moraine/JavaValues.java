package io.moraine;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Between the objects that a batch holds and those that Java programs use. */
final class JavaValues {
  private JavaValues() {}

  /** A batch's value as {@code java.time} and {@link Row} objects; null for null. */
  static @Nullable Object toJava(@Nullable Object value, DataType type) {
    if (value == null) {
      return null;
    } else if (type instanceof StructType struct) {
      return new Row(struct, (List<?>) value);
    } else if (type instanceof DataType.Array array) {
      List<@Nullable Object> elements = new ArrayList<>();
      ((List<?>) value).forEach(element -> elements.add(toJava(element, array.element())));
      return elements;
    } else if (type instanceof DataType.MapOf map) {
      Map<@Nullable Object, @Nullable Object> entries = new LinkedHashMap<>();
      ((Map<?, ?>) value)
          .forEach((k, v) -> entries.put(toJava(k, map.key()), toJava(v, map.value())));
      return entries;
    } else if (type == Primitive.DATE) {
      return LocalDate.ofEpochDay((Integer) value);
    } else if (type == Primitive.TIMESTAMP) {
      return Instant.EPOCH.plus((Long) value, ChronoUnit.MICROS);
    } else if (type == Primitive.TIMESTAMP_NTZ) {
      Instant instant = Instant.EPOCH.plus((Long) value, ChronoUnit.MICROS);
      return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
    return value;
  }

  /**
   * A value that a Java program gives, as a batch holds it.
   *
   * @throws InvalidInputException if it is not one of the field's type, or null where that may not
   *     be
   */
  static @Nullable Object fromJava(@Nullable Object value, StructField field) {
    if (value == null) {
      if (!field.nullable()) {
        throw new InvalidInputException("Column '%s' cannot be null".formatted(field.name()));
      }
      return null;
    }
    @Nullable Object held;
    try {
      held = convert(value, field.type());
    } catch (ArithmeticException | DateTimeException e) {
      throw misfit(value, field);
    }
    if (held == null) {
      throw misfit(value, field);
    }
    return held;
  }

  private static InvalidInputException misfit(Object value, StructField field) {
    return new InvalidInputException(
        "Column '%s' of type %s cannot hold %s (%s)"
            .formatted(field.name(), field.type().sql(), value, value.getClass().getSimpleName()));
  }

  /** Null if the value's class is none for the type. */
  private static @Nullable Object convert(Object value, DataType type) {
    if (type instanceof StructType struct) {
      return struct(value, struct);
    } else if (type instanceof DataType.Array array) {
      if (!(value instanceof List<?> list)) {
        return null;
      }
      StructField element =
          StructField.of("element", array.element()).withNullable(array.containsNull());
      List<@Nullable Object> elements = new ArrayList<>();
      list.forEach(item -> elements.add(fromJava(item, element)));
      return elements;
    } else if (type instanceof DataType.MapOf map) {
      if (!(value instanceof Map<?, ?> entries)) {
        return null;
      }
      StructField key = StructField.required("key", map.key());
      StructField item = StructField.of("value", map.value());
      Map<@Nullable Object, @Nullable Object> converted = new LinkedHashMap<>();
      entries.forEach((k, v) -> converted.put(fromJava(k, key), fromJava(v, item)));
      return converted;
    } else if (type instanceof DataType.Decimal decimal) {
      BigDecimal number = number(value);
      if (number == null) {
        return null;
      }
      BigDecimal scaled = number.setScale(decimal.scale(), RoundingMode.UNNECESSARY);
      return scaled.precision() <= decimal.precision() ? scaled : null;
    }
    return primitive(value, (Primitive) type);
  }

  private static @Nullable Object struct(Object value, StructType struct) {
    List<?> values;
    if (value instanceof Row row && row.schema().names().equals(struct.names())) {
      values = row.values();
    } else if (value instanceof List<?> list && list.size() == struct.size()) {
      values = list;
    } else {
      return null;
    }
    List<@Nullable Object> converted = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      converted.add(fromJava(values.get(i), struct.field(i)));
    }
    return converted;
  }

  private static @Nullable Object primitive(Object value, Primitive type) {
    return switch (type) {
      case BOOLEAN -> value instanceof Boolean ? value : null;
      case BYTE -> isWhole(value) ? (Object) (int) number(value).byteValueExact() : null;
      case SHORT -> isWhole(value) ? (Object) (int) number(value).shortValueExact() : null;
      case INTEGER -> isWhole(value) ? (Object) number(value).intValueExact() : null;
      case LONG -> isWhole(value) ? (Object) number(value).longValueExact() : null;
      case FLOAT ->
          value instanceof Float || isWhole(value) ? (Object) ((Number) value).floatValue() : null;
      case DOUBLE ->
          value instanceof Double || value instanceof Float || isWhole(value)
              ? (Object) ((Number) value).doubleValue()
              : null;
      case STRING -> value instanceof CharSequence ? value.toString() : null;
      case BINARY -> value instanceof byte[] bytes ? bytes.clone() : null;
      case DATE ->
          value instanceof LocalDate date ? (Object) Math.toIntExact(date.toEpochDay()) : null;
      case TIMESTAMP -> instant(value) == null ? null : (Object) micros(instant(value));
      case TIMESTAMP_NTZ ->
          value instanceof LocalDateTime time
              ? (Object) micros(time.toInstant(ZoneOffset.UTC))
              : null;
      case VARIANT, VOID -> null;
    };
  }

  private static boolean isWhole(Object value) {
    return value instanceof Integer
        || value instanceof Long
        || value instanceof Short
        || value instanceof Byte
        || value instanceof BigInteger;
  }

  private static @Nullable BigDecimal number(Object value) {
    if (value instanceof BigDecimal decimal) {
      return decimal;
    } else if (value instanceof BigInteger integer) {
      return new BigDecimal(integer);
    }
    return isWhole(value) ? BigDecimal.valueOf(((Number) value).longValue()) : null;
  }

  private static @Nullable Instant instant(Object value) {
    if (value instanceof Instant instant) {
      return instant;
    } else if (value instanceof OffsetDateTime time) {
      return time.toInstant();
    }
    return value instanceof ZonedDateTime time ? time.toInstant() : null;
  }

  /** Digits past the microseconds are dropped. */
  private static long micros(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1000);
  }
}
