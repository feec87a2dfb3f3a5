package io.moraine.engine.exec.aggregate;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.DecimalVector;
import io.moraine.core.batch.LongVector;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.type.DataType;
import java.math.BigInteger;

/** Collects decimals that an aggregate gives. */
final class DecimalResult {
  private final String function;
  private final DataType.Decimal type;
  private final BigInteger bound;
  private final long[] low;
  private final long[] high;

  DecimalResult(String function, DataType.Decimal type, int count) {
    this.function = function;
    this.type = type;
    this.bound = BigInteger.TEN.pow(type.precision());
    this.low = new long[count];
    this.high = type.fitsLong() ? null : new long[count];
  }

  /** Sets row {@code i}; of a type of 19 or more digits, every {@code long} is one. */
  void set(int i, long unscaled) {
    if (high == null) {
      set(i, BigInteger.valueOf(unscaled));
    } else {
      low[i] = unscaled;
      high[i] = unscaled >> 63;
    }
  }

  /**
   * Sets row {@code i}.
   *
   * @throws InvalidInputException if the number has more digits than the type
   */
  void set(int i, BigInteger unscaled) {
    if (unscaled.abs().compareTo(bound) >= 0) {
      throw new InvalidInputException(
          "%s overflows %s: it comes to %s"
              .formatted(function, type.sql(), new java.math.BigDecimal(unscaled, type.scale())));
    }
    low[i] = unscaled.longValue();
    if (high != null) {
      high[i] = unscaled.shiftRight(64).longValue();
    }
  }

  ColumnVector build(byte[] validity) {
    return high == null
        ? new LongVector(type, low.length, low, validity)
        : new DecimalVector(type, low.length, high, low, validity);
  }
}
