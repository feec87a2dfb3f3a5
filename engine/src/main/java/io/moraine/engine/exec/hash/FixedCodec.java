package io.moraine.engine.exec.hash;

import io.moraine.core.batch.BooleanVector;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.DoubleVector;
import io.moraine.core.batch.FloatVector;
import io.moraine.core.batch.IntVector;
import io.moraine.core.batch.LongVector;
import io.moraine.core.type.DataType;

/** Codes that are the values themselves. */
final class FixedCodec extends KeyCodec {
  private FixedCodec(DataType type, int bits) {
    super(type, bits);
  }

  static FixedCodec of(DataType type) {
    if (type instanceof DataType.Primitive primitive) {
      return new FixedCodec(
          type,
          switch (primitive) {
            case BOOLEAN, VOID -> 1;
            case BYTE -> 8;
            case SHORT -> 16;
            case INTEGER, DATE, FLOAT -> 32;
            default -> 64;
          });
    }
    return new FixedCodec(type, 64);
  }

  @Override
  Scratch scratch() {
    return new Scratch();
  }

  @Override
  long[] insert(ColumnVector vector, Scratch scratch) {
    ColumnVector flat = vector.flat();
    int count = flat.size();
    if (flat instanceof LongVector longs) {
      return zeroNulls(longs.values(), flat, scratch, longs.values());
    }
    long[] codes = scratch.codes(count);
    if (flat instanceof IntVector ints) {
      widen(ints.values(), count, bits() == 64 ? -1L : (1L << bits()) - 1, codes);
    } else if (flat instanceof BooleanVector booleans) {
      byte[] values = booleans.values();
      for (int i = 0; i < count; i++) {
        codes[i] = values[i] != 0 ? 1 : 0;
      }
    } else if (flat instanceof DoubleVector doubles) {
      double[] values = doubles.values();
      for (int i = 0; i < count; i++) {
        // Adding 0.0 turns −0.0 into 0.0; doubleToLongBits has one NaN.
        codes[i] = Double.doubleToLongBits(values[i] + 0.0);
      }
    } else {
      float[] values = ((FloatVector) flat).values();
      for (int i = 0; i < count; i++) {
        codes[i] = Float.floatToIntBits(values[i] + 0.0f) & 0xFFFFFFFFL;
      }
    }
    return zeroNulls(codes, flat, scratch, null);
  }

  @Override
  long[] find(ColumnVector vector, Scratch scratch) {
    return insert(vector, scratch);
  }

  private static void widen(int[] values, int count, long mask, long[] codes) {
    for (int i = 0; i < count; i++) {
      codes[i] = values[i] & mask;
    }
  }

  /** {@code codes} with 0 for nulls, in place unless they are {@code shared} with a vector. */
  private static long[] zeroNulls(
      long[] codes, ColumnVector vector, Scratch scratch, long[] shared) {
    byte[] validity = vector.validity();
    if (validity == null) {
      return codes;
    }
    int count = vector.size();
    long[] zeroed = codes == shared ? scratch.codes(count) : codes;
    for (int i = 0; i < count; i++) {
      zeroed[i] = codes[i] & -validity[i];
    }
    return zeroed;
  }

  @Override
  ColumnVector decode(long[] codes, int count, byte[] validity) {
    DataType type = type();
    if (type instanceof DataType.Primitive primitive) {
      switch (primitive) {
        case BOOLEAN, VOID -> {
          byte[] values = new byte[count];
          for (int i = 0; i < count; i++) {
            values[i] = (byte) codes[i];
          }
          return new BooleanVector(type, count, values, validity);
        }
        case BYTE, SHORT, INTEGER, DATE -> {
          int[] values = new int[count];
          int unused = 32 - bits();
          for (int i = 0; i < count; i++) {
            values[i] = (int) codes[i] << unused >> unused;
          }
          return new IntVector(type, count, values, validity);
        }
        case FLOAT -> {
          float[] values = new float[count];
          for (int i = 0; i < count; i++) {
            values[i] = Float.intBitsToFloat((int) codes[i]);
          }
          return new FloatVector(type, count, values, validity);
        }
        case DOUBLE -> {
          double[] values = new double[count];
          for (int i = 0; i < count; i++) {
            values[i] = Double.longBitsToDouble(codes[i]);
          }
          return new DoubleVector(type, count, values, validity);
        }
        default -> {}
      }
    }
    return new LongVector(type, count, java.util.Arrays.copyOf(codes, count), validity);
  }

  @Override
  long hash(long code) {
    return Hashing.mix(code);
  }

  @Override
  void hashes(ColumnVector vector, Scratch scratch, long[] hashes) {
    long[] codes = insert(vector, scratch);
    for (int i = 0; i < vector.size(); i++) {
      hashes[i] = Hashing.mix(codes[i]);
    }
  }

  @Override
  long bytes() {
    return 0;
  }
}
