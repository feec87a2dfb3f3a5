package io.moraine.engine.file.text;

import io.moraine.core.batch.BooleanVector;
import io.moraine.core.batch.BytesVector;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.DoubleVector;
import io.moraine.core.batch.FloatVector;
import io.moraine.core.batch.IntVector;
import io.moraine.core.batch.LongVector;
import io.moraine.core.batch.VectorBuilder;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The buffers of the types that text can hold. */
final class ColumnBuffers {
  private ColumnBuffers() {}

  static final class Booleans extends ColumnBuffer {
    private final TextParser parser;
    private byte[] values;

    Booleans(int capacity, TextParser parser) {
      super(Primitive.BOOLEAN, capacity);
      this.parser = parser;
      this.values = new byte[capacity];
    }

    @Override
    boolean put(int row, char[] text, int from, int length) {
      boolean valid = parser.isBoolean(text, from, length);
      values[row] = (byte) parser.whole();
      return valid;
    }

    @Override
    ColumnVector vector(int rows, byte[] validity) {
      ColumnVector vector = new BooleanVector(type(), rows, values, validity);
      values = new byte[capacity()];
      return vector;
    }
  }

  static final class Ints extends ColumnBuffer {
    private final TextParser parser;
    private final Primitive primitive;
    private int[] values;

    Ints(Primitive type, int capacity, TextParser parser) {
      super(type, capacity);
      this.primitive = type;
      this.parser = parser;
      this.values = new int[capacity];
    }

    @Override
    boolean put(int row, char[] text, int from, int length) {
      boolean valid =
          switch (primitive) {
            case BYTE -> parser.isWhole(text, from, length, Byte.MIN_VALUE, Byte.MAX_VALUE);
            case SHORT -> parser.isWhole(text, from, length, Short.MIN_VALUE, Short.MAX_VALUE);
            case DATE -> parser.isDate(text, from, length);
            default -> parser.isWhole(text, from, length, Integer.MIN_VALUE, Integer.MAX_VALUE);
          };
      values[row] = (int) parser.whole();
      return valid;
    }

    @Override
    ColumnVector vector(int rows, byte[] validity) {
      ColumnVector vector = new IntVector(type(), rows, values, validity);
      values = new int[capacity()];
      return vector;
    }
  }

  static final class Longs extends ColumnBuffer {
    private final TextParser parser;
    private final Primitive primitive;
    private long[] values;

    Longs(Primitive type, int capacity, TextParser parser) {
      super(type, capacity);
      this.primitive = type;
      this.parser = parser;
      this.values = new long[capacity];
    }

    @Override
    boolean put(int row, char[] text, int from, int length) {
      boolean valid =
          switch (primitive) {
            case TIMESTAMP -> parser.isTimestamp(text, from, length);
            case TIMESTAMP_NTZ -> parser.isTimestampNtz(text, from, length);
            default -> parser.isWhole(text, from, length, Long.MIN_VALUE, Long.MAX_VALUE);
          };
      values[row] = parser.whole();
      return valid;
    }

    @Override
    ColumnVector vector(int rows, byte[] validity) {
      ColumnVector vector = new LongVector(type(), rows, values, validity);
      values = new long[capacity()];
      return vector;
    }
  }

  static final class Reals extends ColumnBuffer {
    private final TextParser parser;
    private double[] values;

    Reals(Primitive type, int capacity, TextParser parser) {
      super(type, capacity);
      this.parser = parser;
      this.values = new double[capacity];
    }

    @Override
    boolean put(int row, char[] text, int from, int length) {
      boolean valid = parser.isReal(text, from, length);
      values[row] = parser.real();
      return valid;
    }

    @Override
    ColumnVector vector(int rows, byte[] validity) {
      if (type() == Primitive.FLOAT) {
        float[] floats = new float[rows];
        for (int i = 0; i < rows; i++) {
          floats[i] = (float) values[i];
        }
        return new FloatVector(type(), rows, floats, validity);
      }
      ColumnVector vector = new DoubleVector(type(), rows, values, validity);
      values = new double[capacity()];
      return vector;
    }
  }

  static final class Texts extends ColumnBuffer {
    private byte[] data;
    private int[] start;
    private int[] lengths;

    Texts(int capacity) {
      super(Primitive.STRING, capacity);
      renew();
    }

    private void renew() {
      data = new byte[capacity() * 16];
      start = new int[capacity()];
      lengths = new int[capacity()];
    }

    @Override
    boolean put(int row, char[] text, int from, int length) {
      int at = row == 0 ? 0 : start[row - 1] + lengths[row - 1];
      start[row] = at;
      if (Math.addExact(at, length) > data.length) {
        grow(at + length);
      }
      for (int i = 0; i < length; i++) {
        char c = text[from + i];
        if (c >= 0x80) {
          return putUtf8(row, at, text, from, length);
        }
        data[at + i] = (byte) c;
      }
      lengths[row] = length;
      return true;
    }

    private boolean putUtf8(int row, int at, char[] text, int from, int length) {
      byte[] utf8 = new String(text, from, length).getBytes(StandardCharsets.UTF_8);
      if (Math.addExact(at, utf8.length) > data.length) {
        grow(at + utf8.length);
      }
      System.arraycopy(utf8, 0, data, at, utf8.length);
      lengths[row] = utf8.length;
      return true;
    }

    private void grow(int needed) {
      data =
          Arrays.copyOf(
              data, (int) Math.min(Integer.MAX_VALUE - 8L, needed + (long) (needed >> 1)));
    }

    @Override
    void putNull(int row) {
      start[row] = row == 0 ? 0 : start[row - 1] + lengths[row - 1];
      lengths[row] = 0;
    }

    @Override
    ColumnVector vector(int rows, byte[] validity) {
      ColumnVector vector = new BytesVector(type(), rows, data, start, lengths, validity);
      renew();
      return vector;
    }
  }

  static final class Decimals extends ColumnBuffer {
    private final DataType.Decimal decimal;
    private BigDecimal[] values;

    Decimals(DataType.Decimal type, int capacity) {
      super(type, capacity);
      this.decimal = type;
      this.values = new BigDecimal[capacity];
    }

    @Override
    boolean put(int row, char[] text, int from, int length) {
      values[row] =
          TextParser.decimalOrNull(text, from, length, decimal.precision(), decimal.scale());
      return values[row] != null;
    }

    @Override
    void putNull(int row) {
      values[row] = null;
    }

    @Override
    ColumnVector vector(int rows, byte[] validity) {
      VectorBuilder builder = VectorBuilder.of(decimal, rows);
      for (int i = 0; i < rows; i++) {
        builder.append(values[i]);
      }
      return builder.build();
    }
  }
}
