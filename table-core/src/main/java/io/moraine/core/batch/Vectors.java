package io.moraine.core.batch;

import io.moraine.core.type.DataType;
import java.util.List;

/** Makes vectors of one value, and joins and re-marks vectors. */
public final class Vectors {
  private Vectors() {}

  /** {@code size} rows of {@code value}, which may be null; the value is stored once. */
  public static ColumnVector constant(DataType type, Object value, int size) {
    if (value == null) {
      return nulls(type, size);
    }
    ColumnVector one = VectorBuilder.of(type, 1).append(value).build();
    return new DictionaryVector(size, new int[size], one, null);
  }

  /** {@code size} rows of null. */
  public static ColumnVector nulls(DataType type, int size) {
    VectorBuilder builder = VectorBuilder.of(type, size);
    for (int i = 0; i < size; i++) {
      builder.appendNull();
    }
    return builder.build();
  }

  /** The rows of {@code parts}, one after the other; {@code parts} share one type. */
  public static ColumnVector concat(DataType type, List<ColumnVector> parts) {
    if (parts.size() == 1) {
      return parts.get(0);
    }
    return Concatenation.of(type, parts);
  }

  /** {@code vector} with {@code validity} in place of its own; null means that no row is null. */
  public static ColumnVector withValidity(ColumnVector vector, byte[] validity) {
    int size = vector.size();
    if (vector instanceof BooleanVector v) {
      return new BooleanVector(v.type(), size, v.values(), validity);
    } else if (vector instanceof IntVector v) {
      return new IntVector(v.type(), size, v.values(), validity);
    } else if (vector instanceof LongVector v) {
      return new LongVector(v.type(), size, v.values(), validity);
    } else if (vector instanceof FloatVector v) {
      return new FloatVector(v.type(), size, v.values(), validity);
    } else if (vector instanceof DoubleVector v) {
      return new DoubleVector(v.type(), size, v.values(), validity);
    } else if (vector instanceof DecimalVector v) {
      return new DecimalVector((DataType.Decimal) v.type(), size, v.high(), v.low(), validity);
    } else if (vector instanceof BytesVector v) {
      return new BytesVector(v.type(), size, v.data(), v.start(), v.length(), validity);
    } else if (vector instanceof StructVector v) {
      return new StructVector(v.type(), size, v.fields(), validity);
    } else if (vector instanceof ListVector v) {
      return new ListVector((DataType.Array) v.type(), size, v.offsets(), v.elements(), validity);
    } else if (vector instanceof MapVector v) {
      return new MapVector(
          (DataType.MapOf) v.type(), size, v.offsets(), v.keys(), v.values(), validity);
    }
    DictionaryVector v = (DictionaryVector) vector;
    return new DictionaryVector(size, v.codes(), v.dictionary(), validity);
  }
}
