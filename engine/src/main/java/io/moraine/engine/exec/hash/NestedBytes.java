package io.moraine.engine.exec.hash;

import io.moraine.core.batch.BooleanVector;
import io.moraine.core.batch.BytesVector;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.DecimalVector;
import io.moraine.core.batch.DictionaryVector;
import io.moraine.core.batch.DoubleVector;
import io.moraine.core.batch.FloatVector;
import io.moraine.core.batch.IntVector;
import io.moraine.core.batch.ListVector;
import io.moraine.core.batch.LongVector;
import io.moraine.core.batch.MapVector;
import io.moraine.core.batch.StructVector;
import io.moraine.core.batch.VectorBuilder;
import io.moraine.core.type.DataType;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Values of any type as bytes that are equal just if the values are, and back. Maps are equal if
 * their entries come in the same order.
 */
final class NestedBytes {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private byte[] data = new byte[64];
  private int size;

  void clear() {
    size = 0;
  }

  byte[] data() {
    return data;
  }

  int size() {
    return size;
  }

  static long longAt(byte[] data, int position) {
    return (long) LONGS.get(data, position);
  }

  void putLong(long value) {
    ensure(8);
    LONGS.set(data, size, value);
    size += 8;
  }

  /** Appends the value, which may be null. */
  void put(ColumnVector vector, int row) {
    ensure(1);
    data[size++] = (byte) (vector.isNull(row) ? 0 : 1);
    if (!vector.isNull(row)) {
      putValue(vector, row);
    }
  }

  private void putValue(ColumnVector vector, int row) {
    if (vector instanceof DictionaryVector v) {
      putValue(v.dictionary(), v.codes()[row]);
    } else if (vector instanceof BooleanVector v) {
      putLong(v.values()[row] != 0 ? 1 : 0);
    } else if (vector instanceof IntVector v) {
      putLong(v.values()[row]);
    } else if (vector instanceof LongVector v) {
      putLong(v.values()[row]);
    } else if (vector instanceof FloatVector v) {
      putLong(Float.floatToIntBits(v.values()[row] + 0.0f));
    } else if (vector instanceof DoubleVector v) {
      putLong(Double.doubleToLongBits(v.values()[row] + 0.0));
    } else if (vector instanceof DecimalVector v) {
      putLong(v.high()[row]);
      putLong(v.low()[row]);
    } else if (vector instanceof BytesVector v) {
      int length = v.length()[row];
      putLong(length);
      ensure(length);
      System.arraycopy(v.data(), v.start()[row], data, size, length);
      size += length;
    } else if (vector instanceof StructVector v) {
      v.fields().forEach(field -> put(field, row));
    } else if (vector instanceof ListVector v) {
      putRange(v.offsets(), row, List.of(v.elements()));
    } else {
      MapVector v = (MapVector) vector;
      putRange(v.offsets(), row, List.of(v.keys(), v.values()));
    }
  }

  private void putRange(int[] offsets, int row, List<ColumnVector> parts) {
    putLong(offsets[row + 1] - (long) offsets[row]);
    for (int i = offsets[row]; i < offsets[row + 1]; i++) {
      for (ColumnVector part : parts) {
        put(part, i);
      }
    }
  }

  private void ensure(int more) {
    if (size + more > data.length) {
      data = Arrays.copyOf(data, Math.addExact(size + more, data.length));
    }
  }

  /** The values that {@link #put} wrote, one a row. */
  static ColumnVector read(DataType type, BytesVector rows) {
    VectorBuilder builder = VectorBuilder.of(type, rows.size());
    NestedBytes reader = new NestedBytes();
    reader.data = rows.data();
    for (int i = 0; i < rows.size(); i++) {
      reader.size = rows.start()[i];
      builder.append(reader.next(type));
    }
    return builder.build();
  }

  private Object next(DataType type) {
    if (data[size++] == 0) {
      return null;
    }
    if (type instanceof StructType struct) {
      return fields(struct.fields().stream().map(StructField::type).toList());
    } else if (type instanceof DataType.Decimal decimal) {
      BigInteger unscaled =
          decimal.fitsLong()
              ? BigInteger.valueOf(nextLong())
              : DecimalVector.unscaled(nextLong(), nextLong());
      return new BigDecimal(unscaled, decimal.scale());
    } else if (type instanceof DataType.Array array) {
      long count = nextLong();
      List<Object> elements = new ArrayList<>();
      for (long i = 0; i < count; i++) {
        elements.add(next(array.element()));
      }
      return elements;
    } else if (type instanceof DataType.MapOf map) {
      long count = nextLong();
      Map<Object, Object> entries = new LinkedHashMap<>();
      for (long i = 0; i < count; i++) {
        entries.put(next(map.key()), next(map.value()));
      }
      return entries;
    }
    return switch ((DataType.Primitive) type) {
      case BOOLEAN -> nextLong() != 0;
      case BYTE, SHORT, INTEGER, DATE -> (int) nextLong();
      case LONG, TIMESTAMP, TIMESTAMP_NTZ -> nextLong();
      case FLOAT -> Float.intBitsToFloat((int) nextLong());
      case DOUBLE -> Double.longBitsToDouble(nextLong());
      case STRING -> new String(nextBytes(), StandardCharsets.UTF_8);
      case BINARY -> nextBytes();
      case VARIANT -> fields(List.of(DataType.Primitive.BINARY, DataType.Primitive.BINARY));
      case VOID -> null;
    };
  }

  private List<Object> fields(List<DataType> types) {
    List<Object> values = new ArrayList<>(types.size());
    types.forEach(type -> values.add(next(type)));
    return values;
  }

  private long nextLong() {
    long value = longAt(data, size);
    size += 8;
    return value;
  }

  private byte[] nextBytes() {
    int length = (int) nextLong();
    byte[] bytes = Arrays.copyOfRange(data, size, size + length);
    size += length;
    return bytes;
  }
}
