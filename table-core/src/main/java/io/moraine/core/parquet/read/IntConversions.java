package io.moraine.core.parquet.read;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.DoubleVector;
import io.moraine.core.batch.IntVector;
import io.moraine.core.batch.LongVector;
import io.moraine.core.parquet.decode.MalformedPage;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Decimal;
import io.moraine.core.type.DataType.Primitive;

/** From values stored in 32 bits. */
final class IntConversions {
  private static final long MICROS_PER_DAY = 86_400_000_000L;

  private IntConversions() {}

  static Conversion of(DataType rawType, Conversion.Step step) {
    return new Conversion(rawType, step);
  }

  /** Values as they are, which must be {@code first} to {@code last}. */
  static Conversion checked(DataType wanted, int first, int last) {
    return new Conversion(
        wanted,
        raw -> {
          int[] values = ((IntVector) raw).values();
          for (int i = 0; i < raw.size(); i++) {
            if ((values[i] < first || values[i] > last) && !raw.isNull(i)) {
              throw new MalformedPage("%d is no value of type %s".formatted(values[i], wanted));
            }
          }
          return raw;
        });
  }

  static LongVector toLong(ColumnVector raw, boolean signed) {
    return new LongVector(Primitive.LONG, raw.size(), widened(raw, signed), raw.validity());
  }

  private static long[] widened(ColumnVector raw, boolean signed) {
    int[] values = ((IntVector) raw).values();
    long[] wide = new long[raw.size()];
    long mask = signed ? -1 : 0xffff_ffffL;
    for (int i = 0; i < wide.length; i++) {
      wide[i] = values[i] & mask;
    }
    return wide;
  }

  static DoubleVector toDouble(ColumnVector raw, boolean signed) {
    long[] values = widened(raw, signed);
    double[] wide = new double[raw.size()];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = values[i];
    }
    return new DoubleVector(Primitive.DOUBLE, raw.size(), wide, raw.validity());
  }

  static LongVector daysToMicros(ColumnVector raw) {
    int[] values = ((IntVector) raw).values();
    long[] micros = new long[raw.size()];
    for (int i = 0; i < micros.length; i++) {
      if (!raw.isNull(i)) {
        micros[i] = LongConversions.multiply(values[i], MICROS_PER_DAY);
      }
    }
    return new LongVector(Primitive.TIMESTAMP_NTZ, raw.size(), micros, raw.validity());
  }

  /** Unscaled numbers, times ten to the power of {@code scale}. */
  static Conversion toDecimal(Decimal wanted, int scale) {
    return new Conversion(
        Primitive.INTEGER,
        raw ->
            LongConversions.decimal(wanted, scale, widened(raw, true), raw.size(), raw.validity()));
  }

  /** Whole numbers. */
  static Conversion integerToDecimal(Decimal wanted, boolean signed) {
    return new Conversion(
        Primitive.INTEGER,
        raw ->
            LongConversions.decimal(
                wanted, wanted.scale(), widened(raw, signed), raw.size(), raw.validity()));
  }
}
