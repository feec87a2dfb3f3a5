package io.moraine.core.parquet.write;

import io.moraine.core.type.DataType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The order of values, and their form in Parquet's statistics, written plainly. */
final class Order {
  private Order() {}

  static int compare(Object a, Object b) {
    if (a instanceof byte[] bytes) {
      return Arrays.compareUnsigned(bytes, (byte[]) b);
    } else if (a instanceof String text) {
      return Arrays.compareUnsigned(
          text.getBytes(StandardCharsets.UTF_8), ((String) b).getBytes(StandardCharsets.UTF_8));
    } else if (a instanceof Boolean bool) {
      return bool.compareTo((Boolean) b);
    } else if (a instanceof Long number) {
      return number.compareTo((Long) b);
    } else if (a instanceof Integer number) {
      return number.compareTo((Integer) b);
    } else if (a instanceof Double number) {
      return number.compareTo((Double) b);
    } else if (a instanceof Float number) {
      return number.compareTo((Float) b);
    }
    return ((BigDecimal) a).compareTo((BigDecimal) b);
  }

  static Object decode(ByteBuffer encoded, DataType type) {
    ByteBuffer bytes = encoded.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    if (type instanceof DataType.Decimal decimal) {
      BigInteger unscaled =
          decimal.precision() <= 9
              ? BigInteger.valueOf(bytes.getInt())
              : decimal.precision() <= 18
                  ? BigInteger.valueOf(bytes.getLong())
                  : new BigInteger(remaining(bytes));
      return new BigDecimal(unscaled, decimal.scale());
    }
    return switch ((DataType.Primitive) type) {
      case BOOLEAN -> bytes.get() != 0;
      case BYTE, SHORT, INTEGER, DATE -> bytes.getInt();
      case LONG, TIMESTAMP, TIMESTAMP_NTZ -> bytes.getLong();
      case FLOAT -> bytes.getFloat();
      case DOUBLE -> bytes.getDouble();
      case STRING -> new String(remaining(bytes), StandardCharsets.UTF_8);
      case BINARY -> remaining(bytes);
      case VARIANT, VOID -> throw new AssertionError(type);
    };
  }

  private static byte[] remaining(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    return copy;
  }
}
