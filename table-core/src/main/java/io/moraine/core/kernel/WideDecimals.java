package io.moraine.core.kernel;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.DecimalVector;
import io.moraine.core.batch.LongVector;
import io.moraine.core.type.DataType;

/** Sums and products of more than 18 digits, in 128 bits. */
final class WideDecimals {
  private WideDecimals() {}

  /**
   * {@code left ± right}, of which the caller knows that it fits the type exactly.
   *
   * <p>Works modulo 2^128, so that intermediate results of null rows may be anything.
   */
  static ColumnVector sum(
      Arithmetic operator,
      ColumnVector[] arguments,
      int rowCount,
      DataType.Decimal left,
      DataType.Decimal right,
      DataType.Decimal type) {
    long[] high = new long[rowCount];
    long[] low = new long[rowCount];
    DecimalVector a = scaled(arguments[0], rowCount, type.scale() - left.scale(), type);
    DecimalVector b = scaled(arguments[1], rowCount, type.scale() - right.scale(), type);
    if (operator == Arithmetic.ADD) {
      add(a, b, rowCount, high, low);
    } else {
      subtract(a, b, rowCount, high, low);
    }
    return new DecimalVector(type, rowCount, high, low, Validity.and(arguments, rowCount));
  }

  private static void add(
      DecimalVector left, DecimalVector right, int rowCount, long[] high, long[] low) {
    long[] leftHigh = left.high();
    long[] leftLow = left.low();
    long[] rightHigh = right.high();
    long[] rightLow = right.low();
    for (int i = 0; i < rowCount; i++) {
      long sum = leftLow[i] + rightLow[i];
      long carry = ((leftLow[i] & rightLow[i]) | ((leftLow[i] | rightLow[i]) & ~sum)) >>> 63;
      low[i] = sum;
      high[i] = leftHigh[i] + rightHigh[i] + carry;
    }
  }

  private static void subtract(
      DecimalVector left, DecimalVector right, int rowCount, long[] high, long[] low) {
    long[] leftHigh = left.high();
    long[] leftLow = left.low();
    long[] rightHigh = right.high();
    long[] rightLow = right.low();
    for (int i = 0; i < rowCount; i++) {
      long difference = leftLow[i] - rightLow[i];
      long borrow =
          ((~leftLow[i] & rightLow[i]) | ((~leftLow[i] | rightLow[i]) & difference)) >>> 63;
      low[i] = difference;
      high[i] = leftHigh[i] - rightHigh[i] - borrow;
    }
  }

  /**
   * The operand's unscaled numbers times ten to the {@code exponent}, modulo 2^128, under {@code
   * type}. The operand is a {@link LongVector} or a {@link DecimalVector}.
   */
  static DecimalVector scaled(
      ColumnVector vector, int rowCount, int exponent, DataType.Decimal type) {
    DecimalVector result = widened(vector, rowCount, type);
    for (int left = exponent; left > 0; left -= 18) {
      result = times(result, rowCount, Decimals.powerOfTen(Math.min(left, 18)));
    }
    return result;
  }

  private static DecimalVector widened(ColumnVector vector, int rowCount, DataType.Decimal type) {
    if (vector instanceof DecimalVector wide) {
      return wide;
    }
    long[] low = ((LongVector) vector).values();
    long[] high = new long[rowCount];
    for (int i = 0; i < rowCount; i++) {
      high[i] = low[i] >> 63;
    }
    return new DecimalVector(type, rowCount, high, low, vector.validity());
  }

  private static DecimalVector times(DecimalVector vector, int rowCount, long factor) {
    long[] from = vector.low();
    long[] fromHigh = vector.high();
    long[] high = new long[rowCount];
    long[] low = new long[rowCount];
    for (int i = 0; i < rowCount; i++) {
      // multiplyHigh takes the low half as signed: add the factor back where its top bit is set.
      long carried = Math.multiplyHigh(from[i], factor) + ((from[i] >> 63) & factor);
      low[i] = from[i] * factor;
      high[i] = fromHigh[i] * factor + carried;
    }
    return new DecimalVector(
        (DataType.Decimal) vector.type(), rowCount, high, low, vector.validity());
  }

  /**
   * The product of operands that all fit a {@code long} each, so that it stays below 2^126, which
   * 38 digits always hold; null if some operand, even of a null row, does not fit.
   */
  static ColumnVector product(ColumnVector[] arguments, int rowCount, DataType.Decimal type) {
    long[] left = longs(arguments[0], rowCount);
    long[] right = longs(arguments[1], rowCount);
    if (left == null || right == null) {
      return null;
    }
    long[] high = new long[rowCount];
    long[] low = new long[rowCount];
    multiply(left, right, rowCount, high, low);
    return new DecimalVector(type, rowCount, high, low, Validity.and(arguments, rowCount));
  }

  private static void multiply(long[] left, long[] right, int rowCount, long[] high, long[] low) {
    for (int i = 0; i < rowCount; i++) {
      low[i] = left[i] * right[i];
      high[i] = Math.multiplyHigh(left[i], right[i]);
    }
  }

  private static long[] longs(ColumnVector vector, int rowCount) {
    if (vector instanceof LongVector narrow) {
      return narrow.values();
    }
    DecimalVector wide = (DecimalVector) vector;
    long suspect = 0;
    for (int i = 0; i < rowCount; i++) {
      suspect |= wide.high()[i] ^ (wide.low()[i] >> 63);
    }
    return suspect == 0 ? wide.low() : null;
  }
}
