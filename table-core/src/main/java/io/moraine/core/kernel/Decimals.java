package io.moraine.core.kernel;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.DecimalVector;
import io.moraine.core.batch.LongVector;
import io.moraine.core.type.DataType;
import java.math.BigInteger;

/** Powers of ten, and arrays that hold decimals of any precision. */
final class Decimals {
  private static final long[] POWERS = new long[19];

  static {
    POWERS[0] = 1;
    for (int i = 1; i < POWERS.length; i++) {
      POWERS[i] = POWERS[i - 1] * 10;
    }
  }

  private Decimals() {}

  /** Ten to the {@code exponent}, from 0 to 18. */
  static long powerOfTen(int exponent) {
    return POWERS[exponent];
  }

  /** Collects unscaled numbers of a decimal type into a vector. */
  static final class Target {
    private final DataType.Decimal type;
    private final long[] low;
    private final long[] high;

    Target(DataType.Decimal type, int rowCount) {
      this.type = type;
      this.low = new long[rowCount];
      this.high = type.fitsLong() ? null : new long[rowCount];
    }

    void set(int row, BigInteger unscaled) {
      low[row] = unscaled.longValue();
      if (high != null) {
        high[row] = unscaled.shiftRight(64).longValue();
      }
    }

    ColumnVector build(byte[] validity) {
      return high == null
          ? new LongVector(type, low.length, low, validity)
          : new DecimalVector(type, low.length, high, low, validity);
    }
  }
}
