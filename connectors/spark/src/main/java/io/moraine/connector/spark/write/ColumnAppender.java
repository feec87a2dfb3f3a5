package io.moraine.connector.spark.write;

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
import java.util.Arrays;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.types.UTF8String;

/** Gathers one column's values of Spark's rows to a vector of up to {@code capacity} rows. */
abstract class ColumnAppender {
  final DataType type;
  private byte[] validity;
  private final int capacity;
  private boolean nulls;
  private int size;

  private ColumnAppender(DataType type, int capacity) {
    this.type = type;
    this.capacity = capacity;
    this.validity = new byte[capacity];
  }

  static ColumnAppender of(DataType type, int capacity) {
    if (type instanceof DataType.Decimal decimal && decimal.fitsLong()) {
      return new Longs(type, capacity);
    } else if (type instanceof Primitive primitive) {
      return switch (primitive) {
        case BOOLEAN -> new Booleans(type, capacity);
        case BYTE, SHORT, INTEGER, DATE -> new Ints(primitive, capacity);
        case LONG, TIMESTAMP, TIMESTAMP_NTZ -> new Longs(type, capacity);
        case FLOAT -> new Floats(type, capacity);
        case DOUBLE -> new Doubles(type, capacity);
        case STRING, BINARY -> new Bytes(type, capacity);
        case VARIANT, VOID -> new Objects(type, capacity);
      };
    }
    return new Objects(type, capacity);
  }

  /** Appends the value at {@code ordinal} of {@code row}. */
  final void append(SpecializedGetters row, int ordinal) {
    if (row.isNullAt(ordinal)) {
      nulls = true;
      takeNull(size);
    } else {
      validity[size] = 1;
      take(size, row, ordinal);
    }
    size++;
  }

  /** The values so far; none are left. */
  final ColumnVector build() {
    ColumnVector vector = build(size, nulls ? validity : null);
    size = 0;
    nulls = false;
    validity = new byte[capacity];
    return vector;
  }

  abstract void take(int place, SpecializedGetters row, int ordinal);

  void takeNull(int place) {}

  /** A vector of what was taken, which is not to be changed any more. */
  abstract ColumnVector build(int count, byte[] valid);

  private static final class Booleans extends ColumnAppender {
    private byte[] values;

    Booleans(DataType type, int capacity) {
      super(type, capacity);
      values = new byte[capacity];
    }

    @Override
    void take(int place, SpecializedGetters row, int ordinal) {
      values[place] = (byte) (row.getBoolean(ordinal) ? 1 : 0);
    }

    @Override
    ColumnVector build(int count, byte[] valid) {
      BooleanVector vector = new BooleanVector(type, count, values, valid);
      values = new byte[values.length];
      return vector;
    }
  }

  private static final class Ints extends ColumnAppender {
    private final Primitive kind;
    private int[] values;

    Ints(Primitive type, int capacity) {
      super(type, capacity);
      kind = type;
      values = new int[capacity];
    }

    @Override
    void take(int place, SpecializedGetters row, int ordinal) {
      values[place] =
          switch (kind) {
            case BYTE -> row.getByte(ordinal);
            case SHORT -> row.getShort(ordinal);
            default -> row.getInt(ordinal);
          };
    }

    @Override
    ColumnVector build(int count, byte[] valid) {
      IntVector vector = new IntVector(type, count, values, valid);
      values = new int[values.length];
      return vector;
    }
  }

  private static final class Longs extends ColumnAppender {
    private long[] values;

    Longs(DataType type, int capacity) {
      super(type, capacity);
      values = new long[capacity];
    }

    @Override
    void take(int place, SpecializedGetters row, int ordinal) {
      values[place] =
          type instanceof DataType.Decimal decimal
              ? row.getDecimal(ordinal, decimal.precision(), decimal.scale()).toUnscaledLong()
              : row.getLong(ordinal);
    }

    @Override
    ColumnVector build(int count, byte[] valid) {
      LongVector vector = new LongVector(type, count, values, valid);
      values = new long[values.length];
      return vector;
    }
  }

  private static final class Floats extends ColumnAppender {
    private float[] values;

    Floats(DataType type, int capacity) {
      super(type, capacity);
      values = new float[capacity];
    }

    @Override
    void take(int place, SpecializedGetters row, int ordinal) {
      values[place] = row.getFloat(ordinal);
    }

    @Override
    ColumnVector build(int count, byte[] valid) {
      FloatVector vector = new FloatVector(type, count, values, valid);
      values = new float[values.length];
      return vector;
    }
  }

  private static final class Doubles extends ColumnAppender {
    private double[] values;

    Doubles(DataType type, int capacity) {
      super(type, capacity);
      values = new double[capacity];
    }

    @Override
    void take(int place, SpecializedGetters row, int ordinal) {
      values[place] = row.getDouble(ordinal);
    }

    @Override
    ColumnVector build(int count, byte[] valid) {
      DoubleVector vector = new DoubleVector(type, count, values, valid);
      values = new double[values.length];
      return vector;
    }
  }

  private static final class Bytes extends ColumnAppender {
    private final boolean text;
    private byte[] data;
    private int[] start;
    private int[] length;
    private int used;

    Bytes(DataType type, int capacity) {
      super(type, capacity);
      text = type == Primitive.STRING;
      data = new byte[capacity * 8];
      start = new int[capacity];
      length = new int[capacity];
    }

    @Override
    void take(int place, SpecializedGetters row, int ordinal) {
      if (text) {
        UTF8String value = row.getUTF8String(ordinal);
        int bytes = value.numBytes();
        reserve(place, bytes);
        value.writeToMemory(data, Platform.BYTE_ARRAY_OFFSET + used);
        used += bytes;
      } else {
        byte[] value = row.getBinary(ordinal);
        reserve(place, value.length);
        System.arraycopy(value, 0, data, used, value.length);
        used += value.length;
      }
    }

    private void reserve(int place, int bytes) {
      start[place] = used;
      length[place] = bytes;
      int needed = Math.addExact(used, bytes);
      if (needed > data.length) {
        int grown = (int) Math.min(Integer.MAX_VALUE - 8L, needed + (long) needed / 2);
        data = Arrays.copyOf(data, grown);
      }
    }

    @Override
    ColumnVector build(int count, byte[] valid) {
      BytesVector vector = new BytesVector(type, count, data, start, length, valid);
      data = new byte[Math.max(16, Math.min(data.length, used + used / 2))];
      start = new int[start.length];
      length = new int[length.length];
      used = 0;
      return vector;
    }
  }

  private static final class Objects extends ColumnAppender {
    private final int capacity;
    private VectorBuilder values;

    Objects(DataType type, int capacity) {
      super(type, capacity);
      this.capacity = capacity;
      this.values = VectorBuilder.of(type, capacity);
    }

    @Override
    void take(int place, SpecializedGetters row, int ordinal) {
      values.append(SparkValues.value(row, ordinal, type));
    }

    @Override
    void takeNull(int place) {
      values.appendNull();
    }

    @Override
    ColumnVector build(int count, byte[] valid) {
      ColumnVector vector = values.build();
      values = VectorBuilder.of(type, capacity);
      return vector;
    }
  }
}
