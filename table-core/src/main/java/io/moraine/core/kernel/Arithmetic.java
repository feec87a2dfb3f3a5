package io.moraine.core.kernel;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.DoubleVector;
import io.moraine.core.batch.FloatVector;
import io.moraine.core.batch.IntVector;
import io.moraine.core.batch.LongVector;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.type.DataType;
import java.util.function.Supplier;

/** The binary arithmetic operators over two vectors of one numeric type; null where either is. */
public enum Arithmetic {
  /** Sum. */
  ADD("+"),
  /** Difference. */
  SUBTRACT("-"),
  /** Product. */
  MULTIPLY("*"),
  /** Quotient: of integers cut towards zero. */
  DIVIDE("/"),
  /** Remainder, with the sign of the left operand. */
  REMAINDER("%"),
  /** Remainder that is not negative where the right operand is positive. */
  POSITIVE_REMAINDER("pmod");

  private final String symbol;

  Arithmetic(String symbol) {
    this.symbol = symbol;
  }

  /** The operator as SQL writes it. */
  public String symbol() {
    return symbol;
  }

  /**
   * A kernel over operands of {@code left} and {@code right}, which are {@code type} itself unless
   * decimals.
   *
   * @param where the expression's text, for errors
   */
  public Kernel kernel(
      DataType left, DataType right, DataType type, OnFailure onFailure, Supplier<String> where) {
    if (type instanceof DataType.Decimal decimal) {
      return DecimalArithmetic.kernel(
          this, (DataType.Decimal) left, (DataType.Decimal) right, decimal, onFailure, where);
    }
    return switch ((DataType.Primitive) type) {
      case BYTE, SHORT, INTEGER -> (a, n) -> ints(a, n, type, onFailure, where);
      case LONG -> (a, n) -> longs(a, n, type, onFailure, where);
      case FLOAT -> (a, n) -> floats(a, n, onFailure, where);
      case DOUBLE -> (a, n) -> doubles(a, n, onFailure, where);
      default -> throw new IllegalArgumentException("No arithmetic on " + type);
    };
  }

  private ColumnVector ints(
      ColumnVector[] arguments,
      int rowCount,
      DataType type,
      OnFailure onFailure,
      Supplier<String> where) {
    int[] left = ((IntVector) arguments[0]).values();
    int[] right = ((IntVector) arguments[1]).values();
    byte[] validity = Validity.and(arguments, rowCount);
    int[] result = new int[rowCount];
    long min = LongArithmetic.min(type);
    long max = LongArithmetic.max(type);
    boolean suspect =
        switch (this) {
          case ADD -> IntArithmetic.add(left, right, rowCount, result, (int) min, (int) max);
          case SUBTRACT ->
              IntArithmetic.subtract(left, right, rowCount, result, (int) min, (int) max);
          case MULTIPLY -> IntArithmetic.multiply(left, right, rowCount, result, min, max);
          default -> true;
        };
    if (suspect) {
      byte[] kept = onFailure == OnFailure.NULL ? Validity.copy(validity, rowCount) : validity;
      for (int row = 0; row < rowCount; row++) {
        if (Validity.isValid(validity, row)) {
          try {
            long exact = LongArithmetic.exact(this, left[row], right[row], min, max);
            result[row] = (int) exact;
          } catch (ArithmeticException e) {
            fail(onFailure, kept, row, left[row], right[row], type, e, where);
          }
        }
      }
      validity = kept;
    }
    return new IntVector(type, rowCount, result, validity);
  }

  private ColumnVector longs(
      ColumnVector[] arguments,
      int rowCount,
      DataType type,
      OnFailure onFailure,
      Supplier<String> where) {
    long[] left = ((LongVector) arguments[0]).values();
    long[] right = ((LongVector) arguments[1]).values();
    byte[] validity = Validity.and(arguments, rowCount);
    long[] result = new long[rowCount];
    boolean suspect =
        switch (this) {
          case ADD -> LongArithmetic.add(left, right, rowCount, result);
          case SUBTRACT -> LongArithmetic.subtract(left, right, rowCount, result);
          case MULTIPLY -> LongArithmetic.multiply(left, right, rowCount, result);
          default -> true;
        };
    if (suspect) {
      byte[] kept = onFailure == OnFailure.NULL ? Validity.copy(validity, rowCount) : validity;
      for (int row = 0; row < rowCount; row++) {
        if (Validity.isValid(validity, row)) {
          try {
            result[row] =
                LongArithmetic.exact(this, left[row], right[row], Long.MIN_VALUE, Long.MAX_VALUE);
          } catch (ArithmeticException e) {
            fail(onFailure, kept, row, left[row], right[row], type, e, where);
          }
        }
      }
      validity = kept;
    }
    return new LongVector(type, rowCount, result, validity);
  }

  private ColumnVector doubles(
      ColumnVector[] arguments, int rowCount, OnFailure onFailure, Supplier<String> where) {
    double[] left = ((DoubleVector) arguments[0]).values();
    double[] right = ((DoubleVector) arguments[1]).values();
    byte[] validity = Validity.and(arguments, rowCount);
    double[] result = new double[rowCount];
    if (this == DIVIDE || this == REMAINDER || this == POSITIVE_REMAINDER) {
      byte[] kept = onFailure == OnFailure.NULL ? Validity.copy(validity, rowCount) : validity;
      for (int row = 0; row < rowCount; row++) {
        if (right[row] == 0 && Validity.isValid(validity, row)) {
          fail(
              onFailure,
              kept,
              row,
              left[row],
              right[row],
              DataType.Primitive.DOUBLE,
              new ArithmeticException(LongArithmetic.BY_ZERO),
              where);
        }
      }
      validity = kept;
    }
    DoubleArithmetic.apply(this, left, right, rowCount, result);
    return new DoubleVector(DataType.Primitive.DOUBLE, rowCount, result, validity);
  }

  private ColumnVector floats(
      ColumnVector[] arguments, int rowCount, OnFailure onFailure, Supplier<String> where) {
    float[] left = ((FloatVector) arguments[0]).values();
    float[] right = ((FloatVector) arguments[1]).values();
    byte[] validity = Validity.and(arguments, rowCount);
    boolean divides = this == DIVIDE || this == REMAINDER || this == POSITIVE_REMAINDER;
    byte[] kept =
        divides && onFailure == OnFailure.NULL ? Validity.copy(validity, rowCount) : validity;
    float[] result = new float[rowCount];
    for (int row = 0; row < rowCount; row++) {
      if (divides && right[row] == 0 && Validity.isValid(validity, row)) {
        fail(
            onFailure,
            kept,
            row,
            left[row],
            right[row],
            DataType.Primitive.FLOAT,
            new ArithmeticException(LongArithmetic.BY_ZERO),
            where);
      }
      result[row] = DoubleArithmetic.apply(this, left[row], right[row]);
    }
    return new FloatVector(DataType.Primitive.FLOAT, rowCount, result, kept);
  }

  /** Makes the row null or fails, as {@code onFailure} says. */
  void fail(
      OnFailure onFailure,
      byte[] validity,
      int row,
      Object left,
      Object right,
      DataType type,
      ArithmeticException cause,
      Supplier<String> where) {
    if (onFailure == OnFailure.NULL) {
      validity[row] = 0;
      return;
    }
    String operation =
        this == POSITIVE_REMAINDER
            ? "pmod(%s, %s)".formatted(left, right)
            : "%s %s %s".formatted(left, symbol, right);
    throw new InvalidInputException(
        LongArithmetic.BY_ZERO.equals(cause.getMessage())
            ? "Division by zero: %s, in %s".formatted(operation, where.get())
            : "Overflow: %s does not fit %s, in %s".formatted(operation, type.sql(), where.get()));
  }
}
