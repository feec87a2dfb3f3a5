package io.moraine.cli.print;

import io.moraine.core.json.JsonWriter;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructType;
import io.moraine.core.variant.VariantText;
import io.moraine.core.variant.VariantValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Single values, the objects that {@link DataType} names, as text and as JSON. */
final class ValueText {
  private static final DateTimeFormatter LOCAL =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendLiteral('T')
          .appendPattern("HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .toFormatter();

  private ValueText() {}

  /** The value as plain text: numbers in digits, times in ISO 8601, nested values as JSON. */
  static String plain(Object value, DataType type) {
    if (type.isNested()) {
      JsonWriter json = new JsonWriter();
      writeJson(json, value, type);
      return json.toString();
    } else if (type instanceof DataType.Decimal) {
      return ((BigDecimal) value).toPlainString();
    } else if (!(type instanceof Primitive primitive)) {
      return value.toString();
    } else {
      return switch (primitive) {
        case DATE -> LocalDate.ofEpochDay((Integer) value).toString();
        case TIMESTAMP -> local((Long) value) + "Z";
        case TIMESTAMP_NTZ -> local((Long) value);
        case BINARY -> Base64.getEncoder().encodeToString((byte[]) value);
        case VARIANT -> variant((List<?>) value);
        default -> value.toString();
      };
    }
  }

  private static String variant(List<?> held) {
    return VariantText.json(
        VariantValue.of((byte[]) held.get(0), (byte[]) held.get(1)), ZoneOffset.UTC);
  }

  private static String local(long micros) {
    Instant instant = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    return LOCAL.format(LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
  }

  /** Writes the value, which may be null, as the next JSON value. */
  static void writeJson(JsonWriter json, @Nullable Object value, DataType type) {
    if (value == null) {
      json.nullValue();
    } else if (type instanceof StructType struct) {
      List<?> values = (List<?>) value;
      json.beginObject();
      for (int i = 0; i < struct.size(); i++) {
        json.name(struct.field(i).name());
        writeJson(json, values.get(i), struct.field(i).type());
      }
      json.endObject();
    } else if (type instanceof DataType.Array array) {
      json.beginArray();
      ((List<?>) value).forEach(element -> writeJson(json, element, array.element()));
      json.endArray();
    } else if (type instanceof DataType.MapOf map) {
      writeMap(json, (Map<?, ?>) value, map);
    } else if (type instanceof Primitive primitive) {
      writePrimitive(json, value, primitive);
    } else {
      // A JSON number would lose digits in most readers.
      json.value(plain(value, type));
    }
  }

  /** A map is an object where its keys are strings, and a list of pairs elsewhere. */
  private static void writeMap(JsonWriter json, Map<?, ?> value, DataType.MapOf map) {
    if (map.key() == Primitive.STRING) {
      json.beginObject();
      value.forEach(
          (key, entry) -> {
            json.name((String) key);
            writeJson(json, entry, map.value());
          });
      json.endObject();
      return;
    }
    json.beginArray();
    value.forEach(
        (key, entry) -> {
          json.beginObject().name("key");
          writeJson(json, key, map.key());
          json.name("value");
          writeJson(json, entry, map.value());
          json.endObject();
        });
    json.endArray();
  }

  private static void writePrimitive(JsonWriter json, Object value, Primitive type) {
    switch (type) {
      case BOOLEAN -> json.value((boolean) (Boolean) value);
      case BYTE, SHORT, INTEGER, LONG -> json.value(((Number) value).longValue());
      case FLOAT -> json.value((float) (Float) value);
      case DOUBLE -> json.value((double) (Double) value);
      // A variant is JSON already.
      case VARIANT -> json.rawValue(variant((List<?>) value));
      default -> json.value(plain(value, type));
    }
  }
}
