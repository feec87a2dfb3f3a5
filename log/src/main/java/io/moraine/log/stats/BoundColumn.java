package io.moraine.log.stats;

import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One side's bounds of one column, of many files. Filled once, then not changed.
 *
 * <p>Bounds are held as {@link #form} says: whole numbers, days, times and unscaled decimals of up
 * to 18 digits in {@link #longs}, floats and doubles in {@link #doubles}, strings as UTF-8 in
 * {@link #data}, others as objects.
 */
final class BoundColumn {
  /** How bounds are held. */
  enum Form {
    LONGS,
    DOUBLES,
    BYTES,
    OBJECTS
  }

  private static final int LONG_DIGITS = 18;

  final DataType type;
  final Form form;

  /** 1 where the bound is known. */
  final byte[] known;

  long[] longs = new long[0];
  double[] doubles = new double[0];
  @Nullable Object[] objects = new Object[0];

  /** The bytes of file {@code i} are {@code data[start[i] .. start[i] + length[i])}. */
  byte[] data = new byte[0];

  int[] start = new int[0];
  int[] length = new int[0];
  private int dataSize;

  /** No bounds yet of {@code files} files. */
  BoundColumn(DataType type, int files) {
    this.type = type;
    this.form = formOf(type);
    this.known = new byte[files];
    switch (form) {
      case LONGS -> longs = new long[files];
      case DOUBLES -> doubles = new double[files];
      case BYTES -> {
        start = new int[files];
        length = new int[files];
      }
      case OBJECTS -> objects = new Object[files];
    }
  }

  private static Form formOf(DataType type) {
    if (type instanceof DataType.Decimal decimal) {
      return decimal.precision() <= LONG_DIGITS ? Form.LONGS : Form.OBJECTS;
    } else if (type instanceof Primitive primitive) {
      return switch (primitive) {
        case BYTE, SHORT, INTEGER, LONG, DATE, TIMESTAMP, TIMESTAMP_NTZ -> Form.LONGS;
        case FLOAT, DOUBLE -> Form.DOUBLES;
        case STRING -> Form.BYTES;
        case BOOLEAN, BINARY, VARIANT, VOID -> Form.OBJECTS;
      };
    }
    return Form.OBJECTS;
  }

  void setLong(int file, long value) {
    longs[file] = value;
    known[file] = 1;
  }

  void setDouble(int file, double value) {
    doubles[file] = value;
    known[file] = 1;
  }

  void setBytes(int file, byte[] from, int first, int count) {
    if (dataSize + count > data.length) {
      data = Arrays.copyOf(data, Math.max(dataSize + count, data.length + (data.length >> 1)));
    }
    System.arraycopy(from, first, data, dataSize, count);
    start[file] = dataSize;
    length[file] = count;
    dataSize += count;
    known[file] = 1;
  }

  /** Sets a bound, an object as {@link DataType} names it; null for one that is not known. */
  void set(int file, @Nullable Object value) {
    known[file] = 0;
    if (value == null) {
      return;
    }
    switch (form) {
      case LONGS -> {
        if (value instanceof BigDecimal decimal) {
          setDecimal(file, decimal);
        } else {
          setLong(file, ((Number) value).longValue());
        }
      }
      case DOUBLES -> setDouble(file, ((Number) value).doubleValue());
      case BYTES -> {
        byte[] utf8 = ((String) value).getBytes(StandardCharsets.UTF_8);
        setBytes(file, utf8, 0, utf8.length);
      }
      case OBJECTS -> {
        objects[file] = value;
        known[file] = 1;
      }
    }
  }

  private void setDecimal(int file, BigDecimal decimal) {
    if (decimal.unscaledValue().bitLength() < Long.SIZE) {
      setLong(file, decimal.unscaledValue().longValue());
    }
  }

  void forget(int file) {
    known[file] = 0;
  }

  /** The bound as {@link DataType} names it; null if it is not known. */
  @Nullable Object value(int file) {
    if (known[file] == 0) {
      return null;
    }
    return switch (form) {
      case LONGS -> ofLong(longs[file]);
      case DOUBLES ->
          type == Primitive.FLOAT ? (Object) (float) doubles[file] : (Object) doubles[file];
      case BYTES -> new String(data, start[file], length[file], StandardCharsets.UTF_8);
      case OBJECTS -> objects[file];
    };
  }

  private Object ofLong(long value) {
    if (type instanceof DataType.Decimal decimal) {
      return BigDecimal.valueOf(value, decimal.scale());
    }
    return switch ((Primitive) type) {
      case BYTE, SHORT, INTEGER, DATE -> (Object) (int) value;
      default -> (Object) value;
    };
  }
}
