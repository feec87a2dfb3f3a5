package io.moraine.core.variant;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** A variant, or a part of one. Immutable. */
public final class VariantValue {
  private static final int NULL = 0;
  private static final int TRUE = 1;
  private static final int FALSE = 2;
  private static final int INT8 = 3;
  private static final int INT64 = 6;
  private static final int DOUBLE = 7;
  private static final int DECIMAL4 = 8;
  private static final int DECIMAL8 = 9;
  private static final int DECIMAL16 = 10;
  private static final int DATE = 11;
  private static final int TIMESTAMP = 12;
  private static final int TIMESTAMP_NTZ = 13;
  private static final int FLOAT = 14;
  private static final int BINARY = 15;
  private static final int STRING = 16;

  private final byte[] metadata;
  private final byte[] value;
  private final int at;

  /** What a value is. */
  public enum Kind {
    /** Fields by name. */
    OBJECT,
    /** Elements. */
    ARRAY,
    /** JSON's null. */
    NULL,
    /** Anything else. */
    SCALAR
  }

  /** A scalar with its type. */
  public record Scalar(DataType type, Object value) {}

  private VariantValue(byte[] metadata, byte[] value, int at) {
    this.metadata = metadata;
    this.value = value;
    this.at = at;
  }

  /** The variant of these two binaries. */
  public static VariantValue of(byte[] metadata, byte[] value) {
    return new VariantValue(metadata, value, 0);
  }

  private int basicType() {
    return byteAt(value, at) & 3;
  }

  private int header() {
    return byteAt(value, at) >>> 2;
  }

  /** What it is. */
  public Kind kind() {
    return switch (basicType()) {
      case 2 -> Kind.OBJECT;
      case 3 -> Kind.ARRAY;
      case 0 -> header() == NULL ? Kind.NULL : Kind.SCALAR;
      default -> Kind.SCALAR;
    };
  }

  private static int byteAt(byte[] bytes, int position) {
    if (position < 0 || position >= bytes.length) {
      throw new InvalidInputException(
          "Malformed variant: expected a byte at %d, it has %d".formatted(position, bytes.length));
    }
    return bytes[position] & 0xFF;
  }

  private static long number(byte[] bytes, int position, int width) {
    byteAt(bytes, position + width - 1);
    long number = 0;
    for (int i = 0; i < width; i++) {
      number |= (bytes[position + i] & 0xFFL) << (8 * i);
    }
    return number;
  }

  private static int place(byte[] bytes, int position, int width) {
    long number = number(bytes, position, width);
    if (number > Integer.MAX_VALUE) {
      throw new InvalidInputException("Malformed variant: offset %d".formatted(number));
    }
    return (int) number;
  }

  private static long signed(byte[] bytes, int position, int width) {
    int unused = 64 - 8 * width;
    return number(bytes, position, width) << unused >> unused;
  }

  private boolean isLarge() {
    return (header() >>> (kind() == Kind.OBJECT ? 4 : 2) & 1) != 0;
  }

  /** How many fields or elements it has. */
  public int size() {
    return place(value, at + 1, isLarge() ? 4 : 1);
  }

  private int offsetWidth() {
    return (header() & 3) + 1;
  }

  private int idWidth() {
    return kind() == Kind.OBJECT ? (header() >>> 2 & 3) + 1 : 0;
  }

  /** Field or element {@code index}, from 0. */
  public VariantValue element(int index) {
    int size = size();
    int offsets = at + 1 + (isLarge() ? 4 : 1) + size * idWidth();
    int values = offsets + (size + 1) * offsetWidth();
    int offset = place(value, offsets + index * offsetWidth(), offsetWidth());
    return new VariantValue(metadata, value, values + offset);
  }

  /** The name of field {@code index} of an object. */
  public String name(int index) {
    int ids = at + 1 + (isLarge() ? 4 : 1);
    return name(metadata, place(value, ids + index * idWidth(), idWidth()));
  }

  private static String name(byte[] metadata, int id) {
    int width = (byteAt(metadata, 0) >>> 6) + 1;
    int count = place(metadata, 1, width);
    if (id >= count) {
      throw new InvalidInputException("Malformed variant: name %d of %d".formatted(id, count));
    }
    int bytes = 1 + width + (count + 1) * width;
    int from = bytes + place(metadata, 1 + width + id * width, width);
    int to = bytes + place(metadata, 1 + width + (id + 1) * width, width);
    return text(metadata, from, to - from);
  }

  private static String text(byte[] bytes, int from, int length) {
    if (length < 0 || from > bytes.length - length) {
      throw new InvalidInputException(
          "Malformed variant: a string of %d bytes at %d of %d"
              .formatted(length, from, bytes.length));
    }
    return new String(bytes, from, length, StandardCharsets.UTF_8);
  }

  /** The field called {@code name}, if this is an object that has it. */
  public Optional<VariantValue> field(String name) {
    for (int i = 0; kind() == Kind.OBJECT && i < size(); i++) {
      if (name(i).equals(name)) {
        return Optional.of(element(i));
      }
    }
    return Optional.empty();
  }

  /** The value with its type, the narrowest for whole numbers; of a scalar only. */
  public Scalar scalar() {
    if (basicType() == 1) {
      return new Scalar(Primitive.STRING, text(value, at + 1, header()));
    }
    int body = at + 1;
    int type = header();
    return switch (type) {
      case TRUE, FALSE -> new Scalar(Primitive.BOOLEAN, type == TRUE);
      case DOUBLE -> new Scalar(Primitive.DOUBLE, Double.longBitsToDouble(number(value, body, 8)));
      case FLOAT -> new Scalar(Primitive.FLOAT, Float.intBitsToFloat((int) number(value, body, 4)));
      case DECIMAL4, DECIMAL8, DECIMAL16 -> decimal(body, 4 << (type - DECIMAL4));
      case DATE -> new Scalar(Primitive.DATE, (int) number(value, body, 4));
      case TIMESTAMP -> new Scalar(Primitive.TIMESTAMP, number(value, body, 8));
      case TIMESTAMP_NTZ -> new Scalar(Primitive.TIMESTAMP_NTZ, number(value, body, 8));
      case BINARY, STRING -> {
        int length = place(value, body, 4);
        yield type == STRING
            ? new Scalar(Primitive.STRING, text(value, body + 4, length))
            : new Scalar(Primitive.BINARY, Arrays.copyOfRange(value, body + 4, body + 4 + length));
      }
      default -> {
        if (type < INT8 || type > INT64) {
          throw new InvalidInputException(
              "Cannot read a variant of the primitive type %d".formatted(type));
        }
        yield new Scalar(Primitive.LONG, signed(value, body, 1 << (type - INT8)));
      }
    };
  }

  private Scalar decimal(int body, int width) {
    int scale = byteAt(value, body);
    byteAt(value, body + width);
    byte[] bigEndian = new byte[width];
    for (int i = 0; i < width; i++) {
      bigEndian[i] = value[body + width - i];
    }
    BigDecimal number = new BigDecimal(new BigInteger(bigEndian), scale).stripTrailingZeros();
    BigDecimal plain = number.scale() < 0 ? number.setScale(0) : number;
    int precision = Math.max(plain.precision(), plain.scale());
    return new Scalar(new DataType.Decimal(Math.max(1, precision), plain.scale()), plain);
  }

  /** The binary of this part alone; its names are those of the whole. */
  public byte[] bytes() {
    return Arrays.copyOfRange(value, at, at + length());
  }

  /** The names' binary. */
  public byte[] metadata() {
    return metadata.clone();
  }

  private int length() {
    return switch (basicType()) {
      case 1 -> 1 + header();
      case 2, 3 -> {
        int size = size();
        int offsets = 1 + (isLarge() ? 4 : 1) + size * idWidth();
        int last = at + offsets + size * offsetWidth();
        yield offsets + (size + 1) * offsetWidth() + place(value, last, offsetWidth());
      }
      default -> scalarLength();
    };
  }

  private int scalarLength() {
    int type = header();
    return switch (type) {
      case NULL, TRUE, FALSE -> 1;
      case DOUBLE, TIMESTAMP, TIMESTAMP_NTZ -> 9;
      case DATE, FLOAT -> 5;
      case DECIMAL4, DECIMAL8, DECIMAL16 -> 2 + (4 << (type - DECIMAL4));
      case BINARY, STRING -> 5 + place(value, at + 1, 4);
      default -> 1 + (1 << (type - INT8));
    };
  }
}
