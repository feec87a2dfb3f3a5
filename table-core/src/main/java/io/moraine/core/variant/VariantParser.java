package io.moraine.core.variant;

import io.moraine.core.error.CorruptFileException;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.json.JsonReader;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes variants of JSON. */
public final class VariantParser {
  private static final int MOST_DIGITS = 38;

  private final Map<String, Integer> names = new LinkedHashMap<>();

  private VariantParser() {}

  /**
   * The variant that {@code json} says.
   *
   * @throws InvalidInputException if it is no JSON, or an object has a name twice
   */
  public static VariantValue parse(String json) {
    VariantParser parser = new VariantParser();
    try {
      JsonReader reader = JsonReader.of(json, "JSON");
      byte[] value = parser.value(reader);
      reader.end();
      return VariantValue.of(parser.metadata(), value);
    } catch (CorruptFileException e) {
      throw new InvalidInputException("Not JSON: %s".formatted(e.getMessage()), e);
    }
  }

  private static void putNumber(ByteArrayOutputStream out, long number, int width) {
    for (int i = 0; i < width; i++) {
      out.write((int) (number >>> (8 * i)));
    }
  }

  private byte[] value(JsonReader reader) {
    return switch (reader.kind()) {
      case OBJECT -> object(reader);
      case ARRAY -> array(reader);
      case STRING -> string(reader.string());
      case NUMBER -> number(reader.raw());
      case BOOLEAN -> primitive(reader.booleanValue() ? 1 : 2);
      case NULL -> {
        reader.skip();
        yield primitive(0);
      }
    };
  }

  private static byte[] primitive(int type) {
    return new byte[] {(byte) (type << 2)};
  }

  private static byte[] primitive(int type, long number, int width) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(type << 2);
    putNumber(out, number, width);
    return out.toByteArray();
  }

  private static byte[] string(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (bytes.length < 64) {
      out.write(bytes.length << 2 | 1);
    } else {
      out.write(16 << 2);
      putNumber(out, bytes.length, 4);
    }
    out.writeBytes(bytes);
    return out.toByteArray();
  }

  /** Whole numbers that fit 64 bits, else decimals of up to 38 digits, else doubles. */
  private static byte[] number(String text) {
    boolean exponent = text.indexOf('e') >= 0 || text.indexOf('E') >= 0;
    BigDecimal number = new BigDecimal(text);
    if (!exponent && number.scale() == 0 && number.toBigInteger().bitLength() < 64) {
      return whole(number.longValueExact());
    }
    boolean fits =
        number.precision() <= MOST_DIGITS && number.scale() >= 0 && number.scale() <= MOST_DIGITS;
    if (!exponent && fits) {
      return decimal(number);
    }
    return primitive(7, Double.doubleToLongBits(Double.parseDouble(text)), 8);
  }

  private static byte[] whole(long number) {
    if (number == (byte) number) {
      return primitive(3, number, 1);
    } else if (number == (short) number) {
      return primitive(4, number, 2);
    } else if (number == (int) number) {
      return primitive(5, number, 4);
    }
    return primitive(6, number, 8);
  }

  private static byte[] decimal(BigDecimal number) {
    int digits = Math.max(number.precision(), number.scale());
    int width = digits <= 9 ? 4 : digits <= 18 ? 8 : 16;
    byte[] bigEndian = number.unscaledValue().toByteArray();
    byte[] out = new byte[2 + width];
    out[0] = (byte) ((digits <= 9 ? 8 : digits <= 18 ? 9 : 10) << 2);
    out[1] = (byte) number.scale();
    byte sign = (byte) (number.signum() < 0 ? -1 : 0);
    Arrays.fill(out, 2, out.length, sign);
    for (int i = 0; i < bigEndian.length; i++) {
      out[2 + i] = bigEndian[bigEndian.length - 1 - i];
    }
    return out;
  }

  private byte[] array(JsonReader reader) {
    List<byte[]> elements = new ArrayList<>();
    reader.beginArray();
    while (reader.nextElement()) {
      elements.add(value(reader));
    }
    int total = elements.stream().mapToInt(bytes -> bytes.length).reduce(0, Math::addExact);
    int width = width(total);
    boolean large = elements.size() > 255;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(((large ? 1 : 0) << 2 | (width - 1)) << 2 | 3);
    putNumber(out, elements.size(), large ? 4 : 1);
    putValues(out, elements, width);
    return out.toByteArray();
  }

  private static int width(int most) {
    return most < 1 << 8 ? 1 : most < 1 << 16 ? 2 : most < 1 << 24 ? 3 : 4;
  }

  private static void putValues(ByteArrayOutputStream out, List<byte[]> values, int width) {
    int offset = 0;
    putNumber(out, 0, width);
    for (byte[] value : values) {
      offset += value.length;
      putNumber(out, offset, width);
    }
    values.forEach(out::writeBytes);
  }

  private byte[] object(JsonReader reader) {
    Map<String, byte[]> fields = new TreeMap<>();
    reader.beginObject();
    for (String name = reader.nextField(); name != null; name = reader.nextField()) {
      names.putIfAbsent(name, names.size());
      if (fields.put(name, value(reader)) != null) {
        throw new InvalidInputException("An object has the name '%s' twice".formatted(name));
      }
    }
    List<byte[]> values = List.copyOf(fields.values());
    int total = values.stream().mapToInt(bytes -> bytes.length).reduce(0, Math::addExact);
    int width = width(total);
    int idWidth = width(fields.keySet().stream().mapToInt(names::get).max().orElse(0));
    boolean large = fields.size() > 255;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(((large ? 1 : 0) << 4 | (idWidth - 1) << 2 | (width - 1)) << 2 | 2);
    putNumber(out, fields.size(), large ? 4 : 1);
    fields.keySet().forEach(name -> putNumber(out, names.get(name), idWidth));
    putValues(out, values, width);
    return out.toByteArray();
  }

  private byte[] metadata() {
    List<byte[]> texts =
        names.keySet().stream().map(name -> name.getBytes(StandardCharsets.UTF_8)).toList();
    int total = texts.stream().mapToInt(bytes -> bytes.length).reduce(0, Math::addExact);
    int width = width(Math.max(total, texts.size()));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write((width - 1) << 6 | 1);
    putNumber(out, texts.size(), width);
    putValues(out, texts, width);
    return out.toByteArray();
  }
}
