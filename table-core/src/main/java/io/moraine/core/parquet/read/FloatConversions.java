package io.moraine.core.parquet.read;

import io.moraine.core.batch.BytesVector;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.DoubleVector;
import io.moraine.core.batch.FloatVector;
import io.moraine.core.parquet.decode.MalformedPage;
import io.moraine.core.type.DataType.Primitive;

/** From binary fractions of 16 and 32 bits. */
final class FloatConversions {
  private FloatConversions() {}

  static ColumnVector toDouble(ColumnVector raw) {
    float[] values = ((FloatVector) raw).values();
    double[] wide = new double[raw.size()];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = values[i];
    }
    return new DoubleVector(Primitive.DOUBLE, raw.size(), wide, raw.validity());
  }

  static ColumnVector halfToFloat(ColumnVector raw) {
    BytesVector bytes = (BytesVector) raw.flat();
    float[] values = new float[raw.size()];
    for (int i = 0; i < values.length; i++) {
      if (!raw.isNull(i)) {
        if (bytes.length()[i] != 2) {
          throw new MalformedPage("a FLOAT16 has 2 bytes, got %d".formatted(bytes.length()[i]));
        }
        int at = bytes.start()[i];
        values[i] = half((bytes.data()[at] & 0xff) | ((bytes.data()[at + 1] & 0xff) << 8));
      }
    }
    return new FloatVector(Primitive.FLOAT, raw.size(), values, raw.validity());
  }

  private static float half(int bits) {
    int sign = (bits & 0x8000) << 16;
    int exponent = (bits >>> 10) & 0x1f;
    int fraction = bits & 0x3ff;
    if (exponent == 0) {
      float small = fraction * 0x1p-24f;
      return sign == 0 ? small : -small;
    }
    int wide = exponent == 0x1f ? 0xff : exponent - 15 + 127;
    return Float.intBitsToFloat(sign | (wide << 23) | (fraction << 13));
  }
}
