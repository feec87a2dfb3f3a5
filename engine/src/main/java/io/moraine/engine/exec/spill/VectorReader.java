package io.moraine.engine.exec.spill;

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
import io.moraine.core.type.DataType;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Reads what {@link VectorWriter} wrote. */
final class VectorReader {
  private final ByteBuffer bytes;

  VectorReader(ByteBuffer bytes) {
    this.bytes = bytes.order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The next vector, of {@code rows} rows of {@code type}. */
  ColumnVector next(DataType type, int rows) {
    byte form = bytes.get();
    if (form == VectorWriter.UNUSED) {
      return new BooleanVector(DataType.Primitive.VOID, rows, new byte[rows], new byte[rows]);
    }
    byte[] validity = null;
    if (bytes.get() != 0) {
      validity = new byte[rows];
      bytes.get(validity);
    }
    if (form == VectorWriter.PLAIN) {
      return values(type, rows, validity);
    }
    int[] codes = ints(rows);
    int entries = bytes.getInt();
    return new DictionaryVector(rows, codes, values(type, entries, null), validity);
  }

  private int[] ints(int count) {
    int[] values = new int[count];
    bytes.asIntBuffer().get(values);
    bytes.position(bytes.position() + 4 * count);
    return values;
  }

  private long[] longs(int count) {
    long[] values = new long[count];
    bytes.asLongBuffer().get(values);
    bytes.position(bytes.position() + 8 * count);
    return values;
  }

  private ColumnVector values(DataType type, int rows, byte[] validity) {
    if (type instanceof StructType struct) {
      return new StructVector(
          type,
          rows,
          struct.fields().stream().map(StructField::type).map(t -> next(t, rows)).toList(),
          validity);
    } else if (type instanceof DataType.Array array) {
      int[] offsets = ints(rows + 1);
      return new ListVector(array, rows, offsets, next(array.element(), offsets[rows]), validity);
    } else if (type instanceof DataType.MapOf map) {
      int[] offsets = ints(rows + 1);
      ColumnVector keys = next(map.key(), offsets[rows]);
      return new MapVector(map, rows, offsets, keys, next(map.value(), offsets[rows]), validity);
    } else if (type instanceof DataType.Decimal decimal) {
      return decimal.fitsLong()
          ? new LongVector(type, rows, longs(rows), validity)
          : new DecimalVector(decimal, rows, longs(rows), longs(rows), validity);
    }
    return switch ((DataType.Primitive) type) {
      case BOOLEAN, VOID -> {
        byte[] values = new byte[rows];
        bytes.get(values);
        yield new BooleanVector(type, rows, values, validity);
      }
      case BYTE, SHORT, INTEGER, DATE -> new IntVector(type, rows, ints(rows), validity);
      case LONG, TIMESTAMP, TIMESTAMP_NTZ -> new LongVector(type, rows, longs(rows), validity);
      case FLOAT -> {
        float[] values = new float[rows];
        bytes.asFloatBuffer().get(values);
        bytes.position(bytes.position() + 4 * rows);
        yield new FloatVector(type, rows, values, validity);
      }
      case DOUBLE -> {
        double[] values = new double[rows];
        bytes.asDoubleBuffer().get(values);
        bytes.position(bytes.position() + 8 * rows);
        yield new DoubleVector(type, rows, values, validity);
      }
      case STRING, BINARY -> strings(type, rows, validity);
      case VARIANT -> {
        ColumnVector metadata = next(DataType.Primitive.BINARY, rows);
        ColumnVector value = next(DataType.Primitive.BINARY, rows);
        yield new StructVector(type, rows, List.of(metadata, value), validity);
      }
    };
  }

  private ColumnVector strings(DataType type, int rows, byte[] validity) {
    int[] lengths = ints(rows);
    int[] starts = new int[rows];
    int total = 0;
    for (int i = 0; i < rows; i++) {
      starts[i] = total;
      total += lengths[i];
    }
    byte[] data = new byte[total];
    bytes.get(data);
    return new BytesVector(type, rows, data, starts, lengths, validity);
  }
}
