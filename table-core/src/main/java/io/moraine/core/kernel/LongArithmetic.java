package io.moraine.core.kernel;

import io.moraine.core.type.DataType;

/** Loops over {@code long}s. Each says whether some row, null or not, may have overflowed. */
final class LongArithmetic {
  /** The message of the exception that division by zero raises in {@link #exact}. */
  static final String BY_ZERO = "by zero";

  private LongArithmetic() {}

  static boolean add(long[] left, long[] right, int rowCount, long[] result) {
    long suspect = 0;
    for (int i = 0; i < rowCount; i++) {
      long sum = left[i] + right[i];
      suspect |= (left[i] ^ sum) & (right[i] ^ sum);
      result[i] = sum;
    }
    return suspect < 0;
  }

  static boolean subtract(long[] left, long[] right, int rowCount, long[] result) {
    long suspect = 0;
    for (int i = 0; i < rowCount; i++) {
      long difference = left[i] - right[i];
      suspect |= (left[i] ^ right[i]) & (left[i] ^ difference);
      result[i] = difference;
    }
    return suspect < 0;
  }

  static boolean multiply(long[] left, long[] right, int rowCount, long[] result) {
    long suspect = 0;
    for (int i = 0; i < rowCount; i++) {
      long product = left[i] * right[i];
      suspect |= Math.multiplyHigh(left[i], right[i]) ^ (product >> 63);
      result[i] = product;
    }
    return suspect != 0;
  }

  /** The least value of an integer type. */
  static long min(DataType type) {
    return -max(type) - 1;
  }

  /** The greatest value of an integer type. */
  static long max(DataType type) {
    return switch ((DataType.Primitive) type) {
      case BYTE -> Byte.MAX_VALUE;
      case SHORT -> Short.MAX_VALUE;
      case INTEGER -> Integer.MAX_VALUE;
      default -> Long.MAX_VALUE;
    };
  }

  /**
   * One result, or an {@link ArithmeticException} where it is not in {@code min} to {@code max}.
   */
  static long exact(Arithmetic operator, long left, long right, long min, long max) {
    long result =
        switch (operator) {
          case ADD -> Math.addExact(left, right);
          case SUBTRACT -> Math.subtractExact(left, right);
          case MULTIPLY -> Math.multiplyExact(left, right);
          case DIVIDE ->
              left == Long.MIN_VALUE && right == -1
                  ? Math.negateExact(left)
                  : left / nonZero(right);
          case REMAINDER -> left % nonZero(right);
          case POSITIVE_REMAINDER -> positiveRemainder(left, nonZero(right));
        };
    if (result < min || result > max) {
      throw new ArithmeticException("overflow");
    }
    return result;
  }

  private static long positiveRemainder(long left, long right) {
    long remainder = left % right;
    // The sum cannot overflow: a negative remainder lies between -|right| and 0.
    return remainder < 0 ? (remainder + right) % right : remainder;
  }

  private static long nonZero(long divisor) {
    if (divisor == 0) {
      throw new ArithmeticException(BY_ZERO);
    }
    return divisor;
  }
}
