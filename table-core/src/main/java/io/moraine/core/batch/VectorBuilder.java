package io.moraine.core.batch;

import io.moraine.core.type.DataType;
import io.moraine.core.type.StructType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Builds a vector from single values, the objects that {@link DataType} names.
 *
 * <p>Grows as needed. A value of another class than the type's is an {@link ClassCastException}:
 * the caller converts first.
 */
public final class VectorBuilder {
  private final DataType type;
  private int size;
  private byte[] validity;
  private byte[] bytes = new byte[0];
  private int[] ints = new int[0];
  private int[] lengths = new int[0];
  private long[] longs = new long[0];
  private long[] highs = new long[0];
  private float[] floats = new float[0];
  private double[] doubles = new double[0];
  private int dataSize;
  private final List<VectorBuilder> children = new ArrayList<>();

  private VectorBuilder(DataType type, int capacity) {
    this.type = type;
    if (type instanceof StructType struct) {
      struct.fields().forEach(field -> children.add(of(field.type(), capacity)));
    } else if (type == DataType.Primitive.VARIANT) {
      children.add(of(DataType.Primitive.BINARY, capacity));
      children.add(of(DataType.Primitive.BINARY, capacity));
    } else if (type instanceof DataType.Array array) {
      children.add(of(array.element(), capacity));
    } else if (type instanceof DataType.MapOf map) {
      children.add(of(map.key(), capacity));
      children.add(of(map.value(), capacity));
    }
    ensure(capacity);
  }

  /** A builder with room for {@code capacity} rows at first. */
  public static VectorBuilder of(DataType type, int capacity) {
    return new VectorBuilder(type, capacity);
  }

  /** How many rows were appended. */
  public int size() {
    return size;
  }

  /** Appends a null row. */
  public VectorBuilder appendNull() {
    ensure(size + 1);
    if (validity == null) {
      validity = new byte[Math.max(16, size + 1)];
      Arrays.fill(validity, 0, size, (byte) 1);
    }
    validity = room(validity, size + 1);
    validity[size] = 0;
    if (type instanceof StructType || type == DataType.Primitive.VARIANT) {
      children.forEach(VectorBuilder::appendNull);
    } else if (type.isNested()) {
      ints[size + 1] = children.get(0).size;
    }
    size++;
    return this;
  }

  /** Appends {@code value}, or a null row for null. */
  public VectorBuilder append(Object value) {
    if (value == null) {
      return appendNull();
    }
    ensure(size + 1);
    if (validity != null) {
      validity = room(validity, size + 1);
      validity[size] = 1;
    }
    if (type instanceof DataType.Primitive primitive) {
      appendPrimitive(primitive, value);
    } else if (type instanceof DataType.Decimal decimal) {
      appendDecimal(decimal, (BigDecimal) value);
    } else {
      appendNested(value);
    }
    size++;
    return this;
  }

  private void appendPrimitive(DataType.Primitive primitive, Object value) {
    switch (primitive) {
      case BOOLEAN -> bytes[size] = (byte) ((Boolean) value ? 1 : 0);
      case BYTE, SHORT, INTEGER, DATE -> ints[size] = (Integer) value;
      case LONG, TIMESTAMP, TIMESTAMP_NTZ -> longs[size] = (Long) value;
      case FLOAT -> floats[size] = (Float) value;
      case DOUBLE -> doubles[size] = (Double) value;
      case STRING -> appendBytes(((String) value).getBytes(StandardCharsets.UTF_8));
      case BINARY -> appendBytes((byte[]) value);
      case VARIANT -> appendNested(value);
      case VOID -> throw new ClassCastException("A value of type void can only be null");
    }
  }

  private void appendBytes(byte[] value) {
    bytes = room(bytes, Math.addExact(dataSize, value.length));
    System.arraycopy(value, 0, bytes, dataSize, value.length);
    ints[size] = dataSize;
    lengths[size] = value.length;
    dataSize += value.length;
  }

  private void appendDecimal(DataType.Decimal decimal, BigDecimal value) {
    BigInteger unscaled = value.setScale(decimal.scale()).unscaledValue();
    if (decimal.fitsLong()) {
      longs[size] = unscaled.longValueExact();
    } else {
      longs[size] = unscaled.longValue();
      highs[size] = unscaled.shiftRight(64).longValueExact();
    }
  }

  private void appendNested(Object value) {
    if (value instanceof Map<?, ?> map) {
      map.forEach(
          (key, entry) -> {
            children.get(0).append(key);
            children.get(1).append(entry);
          });
      ints[size + 1] = children.get(0).size;
    } else if (type instanceof DataType.Array) {
      ((List<?>) value).forEach(children.get(0)::append);
      ints[size + 1] = children.get(0).size;
    } else {
      List<?> parts = (List<?>) value;
      if (parts.size() != children.size()) {
        throw new IllegalArgumentException(
            "A struct of %d fields cannot take %d values".formatted(children.size(), parts.size()));
      }
      for (int i = 0; i < parts.size(); i++) {
        children.get(i).append(parts.get(i));
      }
    }
  }

  /** The vector of what was appended. The builder is not to be used again. */
  public ColumnVector build() {
    if (type instanceof DataType.Primitive primitive) {
      return switch (primitive) {
        case BOOLEAN, VOID -> new BooleanVector(type, size, bytes, validity);
        case BYTE, SHORT, INTEGER, DATE -> new IntVector(type, size, ints, validity);
        case LONG, TIMESTAMP, TIMESTAMP_NTZ -> new LongVector(type, size, longs, validity);
        case FLOAT -> new FloatVector(type, size, floats, validity);
        case DOUBLE -> new DoubleVector(type, size, doubles, validity);
        case STRING, BINARY -> new BytesVector(type, size, bytes, ints, lengths, validity);
        case VARIANT -> new StructVector(type, size, built(), validity);
      };
    } else if (type instanceof DataType.Decimal decimal) {
      return decimal.fitsLong()
          ? new LongVector(type, size, longs, validity)
          : new DecimalVector(decimal, size, highs, longs, validity);
    } else if (type instanceof DataType.Array array) {
      return new ListVector(array, size, ints, children.get(0).build(), validity);
    } else if (type instanceof DataType.MapOf map) {
      return new MapVector(
          map, size, ints, children.get(0).build(), children.get(1).build(), validity);
    }
    return new StructVector(type, size, built(), validity);
  }

  private List<ColumnVector> built() {
    return children.stream().map(VectorBuilder::build).toList();
  }

  private void ensure(int rows) {
    if (type instanceof DataType.Decimal decimal) {
      longs = room(longs, rows);
      highs = decimal.fitsLong() ? highs : room(highs, rows);
    } else if (type instanceof DataType.Primitive primitive) {
      switch (primitive) {
        case BOOLEAN, VOID -> bytes = room(bytes, rows);
        case BYTE, SHORT, INTEGER, DATE -> ints = room(ints, rows);
        case LONG, TIMESTAMP, TIMESTAMP_NTZ -> longs = room(longs, rows);
        case FLOAT -> floats = rows <= floats.length ? floats : Arrays.copyOf(floats, grown(rows));
        case DOUBLE ->
            doubles = rows <= doubles.length ? doubles : Arrays.copyOf(doubles, grown(rows));
        case STRING, BINARY -> {
          ints = room(ints, rows);
          lengths = room(lengths, rows);
        }
        case VARIANT -> {}
      }
    } else if (!(type instanceof StructType)) {
      ints = room(ints, rows + 1);
    }
  }

  private static int grown(int needed) {
    return Math.max(16, (int) Math.min(Integer.MAX_VALUE - 8L, needed + (needed >> 1)));
  }

  private static byte[] room(byte[] array, int needed) {
    return needed <= array.length ? array : Arrays.copyOf(array, grown(needed));
  }

  private static int[] room(int[] array, int needed) {
    return needed <= array.length ? array : Arrays.copyOf(array, grown(needed));
  }

  private static long[] room(long[] array, int needed) {
    return needed <= array.length ? array : Arrays.copyOf(array, grown(needed));
  }
}
