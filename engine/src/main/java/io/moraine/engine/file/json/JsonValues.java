package io.moraine.engine.file.json;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.json.JsonKind;
import io.moraine.core.json.JsonReader;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.engine.file.text.TextParser;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Reads JSON values as the objects of given types. Remembers the first that did not fit. */
final class JsonValues {
  private static final int MAX_WHOLE_DIGITS = 19;
  private static final int SHOWN_CHARS = 60;

  private final TextParser parser;
  private String problem;

  JsonValues(TextParser parser) {
    this.parser = parser;
  }

  /** Forgets what did not fit. */
  void reset() {
    problem = null;
  }

  /** What did not fit first, or null. */
  String problem() {
    return problem;
  }

  /** The value that {@code json} stands on; null if it is null or does not fit. Consumes it. */
  Object read(JsonReader json, DataType type, String path) {
    if (json.isNull()) {
      json.skip();
      return null;
    }
    JsonKind kind = json.kind();
    if (type instanceof StructType struct && kind == JsonKind.OBJECT) {
      return readStruct(json, struct, path);
    } else if (type instanceof DataType.Array array && kind == JsonKind.ARRAY) {
      List<Object> values = new ArrayList<>();
      json.beginArray();
      while (json.nextElement()) {
        values.add(read(json, array.element(), path + "[]"));
      }
      return values;
    } else if (type instanceof DataType.MapOf map
        && map.key() == Primitive.STRING
        && kind == JsonKind.OBJECT) {
      Map<String, Object> values = new LinkedHashMap<>();
      json.beginObject();
      for (String name = json.nextField(); name != null; name = json.nextField()) {
        values.put(name, read(json, map.value(), path + "." + name));
      }
      return values;
    } else if (type == Primitive.STRING) {
      return kind == JsonKind.STRING ? json.string() : json.raw();
    }
    return readSimple(json, kind, type, path);
  }

  /** The fields' values in the type's order; null where the object lacks one. */
  List<Object> readStruct(JsonReader json, StructType struct, String path) {
    Object[] values = new Object[struct.size()];
    json.beginObject();
    for (String name = json.nextField(); name != null; name = json.nextField()) {
      OptionalInt ordinal = struct.ordinalOf(name);
      if (ordinal.isEmpty()) {
        json.skip();
      } else {
        StructField field = struct.field(ordinal.getAsInt());
        String inner = path.isEmpty() ? field.name() : path + "." + field.name();
        values[ordinal.getAsInt()] = read(json, field.type(), inner);
      }
    }
    for (int i = 0; i < values.length; i++) {
      if (values[i] == null && !struct.field(i).nullable()) {
        note(path.isEmpty() ? struct.field(i).name() : path, struct.field(i).type(), "nothing");
      }
    }
    return Arrays.asList(values);
  }

  private Object readSimple(JsonReader json, JsonKind kind, DataType type, String path) {
    String raw = json.raw();
    Object value =
        switch (kind) {
          case BOOLEAN -> type == Primitive.BOOLEAN ? (Object) raw.equals("true") : null;
          case NUMBER -> number(raw, type);
          case STRING -> text(JsonReader.of(raw, "").string(), type);
          default -> null;
        };
    if (value == null) {
      note(path, type, raw);
    }
    return value;
  }

  private static Object number(String raw, DataType type) {
    if (type == Primitive.DOUBLE) {
      return Double.valueOf(raw);
    } else if (type == Primitive.FLOAT) {
      return Float.valueOf(raw);
    }
    BigDecimal value = new BigDecimal(raw);
    if (value.signum() == 0) {
      value = BigDecimal.ZERO;
    }
    // Before it is made whole: 1e999999999 has a billion digits.
    long wholeDigits = (long) value.precision() - value.scale();
    try {
      if (type instanceof DataType.Decimal decimal) {
        return wholeDigits > decimal.precision() - decimal.scale() && value.signum() != 0
            ? null
            : value.setScale(decimal.scale(), RoundingMode.UNNECESSARY);
      } else if (!type.isIntegral() || wholeDigits > MAX_WHOLE_DIGITS) {
        return null;
      }
      long whole = value.longValueExact();
      return switch ((Primitive) type) {
        case BYTE -> whole == (byte) whole ? (Object) (int) whole : null;
        case SHORT -> whole == (short) whole ? (Object) (int) whole : null;
        case INTEGER -> whole == (int) whole ? (Object) (int) whole : null;
        default -> whole;
      };
    } catch (ArithmeticException e) {
      // It has a fraction that the type cannot hold, or is too large.
      return null;
    }
  }

  private Object text(String value, DataType type) {
    char[] text = value.toCharArray();
    if (type instanceof DataType.Decimal) {
      return isNumber(value) ? number(value, type) : null;
    } else if (!(type instanceof Primitive primitive)) {
      return null;
    } else {
      return switch (primitive) {
        case DATE -> parser.isDate(text, 0, text.length) ? (Object) (int) parser.whole() : null;
        case TIMESTAMP -> parser.isTimestamp(text, 0, text.length) ? (Object) parser.whole() : null;
        case TIMESTAMP_NTZ ->
            parser.isTimestampNtz(text, 0, text.length) ? (Object) parser.whole() : null;
        case DOUBLE -> notFinite(value);
        case FLOAT -> notFinite(value) == null ? null : (Object) notFinite(value).floatValue();
        case BINARY -> base64(value);
        default -> null;
      };
    }
  }

  private static boolean isNumber(String value) {
    return value.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,9})?");
  }

  private static Double notFinite(String value) {
    return switch (value) {
      case "NaN", "Infinity", "-Infinity" -> Double.valueOf(value);
      default -> null;
    };
  }

  private static byte[] base64(String value) {
    try {
      return Base64.getDecoder().decode(value);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private void note(String path, DataType type, String found) {
    if (problem == null) {
      String shown = found.length() <= SHOWN_CHARS ? found : found.substring(0, SHOWN_CHARS) + "…";
      problem = "column '%s': expected %s, found %s".formatted(path, type.sql(), shown);
    }
  }

  /** Throws if JSON cannot hold values of {@code type}. */
  static void requireReadable(StructField field) {
    if (field.type() == Primitive.VARIANT || field.type() == Primitive.VOID) {
      throw new InvalidInputException(
          "Column '%s' of type %s cannot be read from JSON"
              .formatted(field.name(), field.type().sql()));
    }
  }
}
