package io.moraine.core.kernel;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.LongVector;
import io.moraine.core.type.DataType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.function.Supplier;

/**
 * Arithmetic on decimals.
 *
 * <p>Results of up to 18 digits are computed in {@code long}; wider sums and products in 128 bits
 * while their scale is exact; all else in {@link BigDecimal}, rounded half up to the result's
 * scale.
 */
final class DecimalArithmetic {
  private DecimalArithmetic() {}

  static Kernel kernel(
      Arithmetic operator,
      DataType.Decimal left,
      DataType.Decimal right,
      DataType.Decimal type,
      OnFailure onFailure,
      Supplier<String> where) {
    Kernel exact = (a, n) -> general(operator, a, n, type, onFailure, where);
    boolean sum = operator == Arithmetic.ADD || operator == Arithmetic.SUBTRACT;
    if (sum && isExactSum(left, right, type)) {
      return type.fitsLong()
          ? (a, n) -> shortSum(operator, a, n, left, right, type)
          : (a, n) -> WideDecimals.sum(operator, a, n, left, right, type);
    }
    if (operator == Arithmetic.MULTIPLY && type.scale() == left.scale() + right.scale()) {
      boolean fits = left.precision() + right.precision() <= type.precision();
      if (type.fitsLong() && fits) {
        return (a, n) -> shortProduct(a, n, type);
      }
      if (!type.fitsLong() && (fits || type.precision() == DataType.Decimal.MAX_PRECISION)) {
        return (a, n) -> {
          ColumnVector product = WideDecimals.product(a, n, type);
          return product == null ? exact.apply(a, n) : product;
        };
      }
    }
    return exact;
  }

  /** Whether no sum of such operands needs rounding or more digits than the type has. */
  private static boolean isExactSum(
      DataType.Decimal left, DataType.Decimal right, DataType.Decimal type) {
    int scale = Math.max(left.scale(), right.scale());
    int whole = Math.max(left.precision() - left.scale(), right.precision() - right.scale());
    return type.scale() == scale && type.precision() >= whole + scale + 1;
  }

  private static ColumnVector shortSum(
      Arithmetic operator,
      ColumnVector[] arguments,
      int rowCount,
      DataType.Decimal left,
      DataType.Decimal right,
      DataType.Decimal type) {
    long[] a = ((LongVector) arguments[0]).values();
    long[] b = ((LongVector) arguments[1]).values();
    long scaleA = Decimals.powerOfTen(type.scale() - left.scale());
    long scaleB = Decimals.powerOfTen(type.scale() - right.scale());
    long sign = operator == Arithmetic.ADD ? 1 : -1;
    long[] result = new long[rowCount];
    scaledSum(a, scaleA, b, sign * scaleB, rowCount, result);
    return new LongVector(type, rowCount, result, Validity.and(arguments, rowCount));
  }

  private static void scaledSum(
      long[] left, long scaleLeft, long[] right, long scaleRight, int rowCount, long[] result) {
    for (int i = 0; i < rowCount; i++) {
      result[i] = left[i] * scaleLeft + right[i] * scaleRight;
    }
  }

  private static ColumnVector shortProduct(
      ColumnVector[] arguments, int rowCount, DataType.Decimal type) {
    long[] a = ((LongVector) arguments[0]).values();
    long[] b = ((LongVector) arguments[1]).values();
    long[] result = new long[rowCount];
    for (int i = 0; i < rowCount; i++) {
      result[i] = a[i] * b[i];
    }
    return new LongVector(type, rowCount, result, Validity.and(arguments, rowCount));
  }

  private static ColumnVector general(
      Arithmetic operator,
      ColumnVector[] arguments,
      int rowCount,
      DataType.Decimal type,
      OnFailure onFailure,
      Supplier<String> where) {
    byte[] validity = Validity.copy(Validity.and(arguments, rowCount), rowCount);
    Decimals.Target target = new Decimals.Target(type, rowCount);
    for (int row = 0; row < rowCount; row++) {
      if (validity[row] != 0) {
        BigDecimal left = (BigDecimal) arguments[0].value(row);
        BigDecimal right = (BigDecimal) arguments[1].value(row);
        try {
          BigDecimal result =
              compute(operator, left, right).setScale(type.scale(), RoundingMode.HALF_UP);
          if (result.precision() > type.precision()) {
            throw new ArithmeticException("overflow");
          }
          target.set(row, result.unscaledValue());
        } catch (ArithmeticException e) {
          operator.fail(onFailure, validity, row, left, right, type, e, where);
        }
      }
    }
    return target.build(validity);
  }

  /**
   * The exact result, but quotients rounded half up to 38 places, as Spark does before the type.
   */
  static BigDecimal compute(Arithmetic operator, BigDecimal left, BigDecimal right) {
    return switch (operator) {
      case ADD -> left.add(right);
      case SUBTRACT -> left.subtract(right);
      case MULTIPLY -> left.multiply(right);
      case DIVIDE ->
          left.divide(nonZero(right), DataType.Decimal.MAX_PRECISION, RoundingMode.HALF_UP);
      case REMAINDER -> left.remainder(nonZero(right));
      case POSITIVE_REMAINDER -> {
        BigDecimal remainder = left.remainder(nonZero(right));
        yield remainder.signum() < 0 ? remainder.add(right).remainder(right) : remainder;
      }
    };
  }

  private static BigDecimal nonZero(BigDecimal divisor) {
    if (divisor.signum() == 0) {
      throw new ArithmeticException(LongArithmetic.BY_ZERO);
    }
    return divisor;
  }
}
