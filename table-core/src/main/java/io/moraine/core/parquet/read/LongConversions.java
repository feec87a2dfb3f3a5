package io.moraine.core.parquet.read;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.DecimalVector;
import io.moraine.core.batch.LongVector;
import io.moraine.core.parquet.decode.MalformedPage;
import io.moraine.core.type.DataType.Decimal;
import io.moraine.core.type.DataType.Primitive;

/** From values stored in 64 bits. */
final class LongConversions {
  private LongConversions() {}

  static long multiply(long value, long factor) {
    long product = value * factor;
    if (Math.multiplyHigh(value, factor) != product >> 63) {
      throw new MalformedPage("%d is out of the type's range".formatted(value));
    }
    return product;
  }

  static ColumnVector millisToMicros(ColumnVector raw) {
    long[] values = ((LongVector) raw).values();
    long[] micros = new long[raw.size()];
    for (int i = 0; i < micros.length; i++) {
      if (!raw.isNull(i)) {
        micros[i] = multiply(values[i], 1000);
      }
    }
    return new LongVector(raw.type(), raw.size(), micros, raw.validity());
  }

  static ColumnVector nanosToMicros(ColumnVector raw) {
    long[] values = ((LongVector) raw).values();
    long[] micros = new long[raw.size()];
    for (int i = 0; i < micros.length; i++) {
      micros[i] = Math.floorDiv(values[i], 1000L);
    }
    return new LongVector(raw.type(), raw.size(), micros, raw.validity());
  }

  static Conversion unsignedToLong() {
    return new Conversion(
        Primitive.LONG,
        raw -> {
          long[] values = ((LongVector) raw).values();
          for (int i = 0; i < raw.size(); i++) {
            if (values[i] < 0 && !raw.isNull(i)) {
              throw new MalformedPage(
                  "%s is no value of type long".formatted(Long.toUnsignedString(values[i])));
            }
          }
          return raw;
        });
  }

  static Conversion unsignedToDecimal(Decimal wanted) {
    return new Conversion(
        Primitive.LONG,
        raw -> {
          Decimals target = new Decimals(raw.size());
          long[] values = ((LongVector) raw).values();
          for (int i = 0; i < raw.size(); i++) {
            target.low[i] = values[i];
          }
          target.scale(wanted.scale(), raw.validity());
          return target.vector(wanted, raw.validity());
        });
  }

  /** Unscaled numbers, times ten to the power of {@code scale}. */
  static Conversion toDecimal(Decimal wanted, int scale) {
    if (scale == 0 && wanted.fitsLong()) {
      return Conversion.none(wanted);
    }
    return new Conversion(
        Primitive.LONG,
        raw -> decimal(wanted, scale, ((LongVector) raw).values(), raw.size(), raw.validity()));
  }

  /** Decimals of {@code unscaled[0 .. size)}, times ten to the power of {@code scale}. */
  static ColumnVector decimal(
      Decimal wanted, int scale, long[] unscaled, int size, byte[] validity) {
    if (wanted.fitsLong()) {
      return new LongVector(wanted, size, scaled(unscaled, scale, size, validity), validity);
    }
    Decimals target = new Decimals(size);
    for (int i = 0; i < size; i++) {
      target.low[i] = unscaled[i];
      target.high[i] = unscaled[i] >> 63;
    }
    target.scale(scale, validity);
    return target.vector(wanted, validity);
  }

  private static long[] scaled(long[] unscaled, int scale, int size, byte[] validity) {
    if (scale == 0) {
      return unscaled;
    }
    long factor = Decimals.powerOfTen(scale);
    long[] scaled = new long[size];
    for (int i = 0; i < size; i++) {
      if (validity == null || validity[i] != 0) {
        scaled[i] = multiply(unscaled[i], factor);
      }
    }
    return scaled;
  }

  /** Numbers of 128 bits. */
  static final class Decimals {
    private static final int DIGITS_OF_LONG = 18;

    final long[] high;
    final long[] low;

    Decimals(int size) {
      high = new long[size];
      low = new long[size];
    }

    static long powerOfTen(int exponent) {
      long power = 1;
      for (int i = 0; i < exponent; i++) {
        power *= 10;
      }
      return power;
    }

    /** Multiplies all numbers by ten to the power of {@code scale}. */
    void scale(int scale, byte[] validity) {
      for (int left = scale; left > 0; left -= DIGITS_OF_LONG) {
        long factor = powerOfTen(Math.min(left, DIGITS_OF_LONG));
        for (int i = 0; i < low.length; i++) {
          if (validity == null || validity[i] != 0) {
            multiply(i, factor);
          }
        }
      }
    }

    private void multiply(int i, long factor) {
      long carry = Math.multiplyHigh(low[i], factor) + (low[i] >> 63 & factor);
      long product = high[i] * factor;
      long sum = product + carry;
      if (Math.multiplyHigh(high[i], factor) != product >> 63
          || ((product ^ sum) & (carry ^ sum)) < 0) {
        throw new MalformedPage("a decimal has too many digits for its type");
      }
      high[i] = sum;
      low[i] *= factor;
    }

    DecimalVector vector(Decimal type, byte[] validity) {
      return new DecimalVector(type, low.length, high, low, validity);
    }
  }
}
