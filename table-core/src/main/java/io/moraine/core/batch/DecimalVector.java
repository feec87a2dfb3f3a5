package io.moraine.core.batch;

import io.moraine.core.type.DataType;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Decimals of more than 18 digits: unscaled numbers of 128 bits, two's complement. */
public final class DecimalVector extends ColumnVector {
  private final long[] high;
  private final long[] low;

  /**
   * {@code high} and {@code low} have at least {@code size} entries; {@code validity} may be null.
   */
  public DecimalVector(DataType.Decimal type, int size, long[] high, long[] low, byte[] validity) {
    super(type, size, validity);
    requireRoom(high.length, size);
    requireRoom(low.length, size);
    this.high = high;
    this.low = low;
  }

  /** The upper 64 bits by row, with the sign. Not to be changed. */
  public long[] high() {
    return high;
  }

  /** The lower 64 bits by row, unsigned. Not to be changed. */
  public long[] low() {
    return low;
  }

  /** The number whose 128 bits are {@code high} and {@code low}. */
  public static BigInteger unscaled(long high, long low) {
    return BigInteger.valueOf(high)
        .shiftLeft(64)
        .or(BigInteger.valueOf(low).and(BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE)));
  }

  @Override
  Object valueAt(int row) {
    return new BigDecimal(unscaled(high[row], low[row]), ((DataType.Decimal) type()).scale());
  }

  @Override
  public ColumnVector select(int[] rows, int count) {
    long[] selectedHigh = new long[count];
    long[] selectedLow = new long[count];
    for (int i = 0; i < count; i++) {
      selectedHigh[i] = high[rows[i]];
      selectedLow[i] = low[rows[i]];
    }
    return new DecimalVector(
        (DataType.Decimal) type(), count, selectedHigh, selectedLow, selectValidity(rows, count));
  }

  @Override
  public ColumnVector withType(DataType newType) {
    return new DecimalVector((DataType.Decimal) newType, size(), high, low, validity());
  }
}
