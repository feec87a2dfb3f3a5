package io.moraine.core.function;

import io.moraine.core.kernel.Arithmetic;
import io.moraine.core.type.DataType;
import java.math.BigDecimal;

/** Precision and scale of what comes of decimals, by Spark's rules with allowed precision loss. */
public final class DecimalTypes {
  private static final int MAX = DataType.Decimal.MAX_PRECISION;
  private static final int MIN_ADJUSTED_SCALE = 6;

  private DecimalTypes() {}

  /** The type of {@code left operator right}. */
  public static DataType.Decimal ofArithmetic(
      Arithmetic operator, DataType.Decimal left, DataType.Decimal right) {
    int whole1 = left.precision() - left.scale();
    int whole2 = right.precision() - right.scale();
    int scale = Math.max(left.scale(), right.scale());
    return switch (operator) {
      case ADD, SUBTRACT -> adjusted(Math.max(whole1, whole2) + scale + 1, scale);
      case MULTIPLY ->
          adjusted(left.precision() + right.precision() + 1, left.scale() + right.scale());
      case DIVIDE -> {
        int quotientScale = Math.max(MIN_ADJUSTED_SCALE, left.scale() + right.precision() + 1);
        yield adjusted(whole1 + right.scale() + quotientScale, quotientScale);
      }
      case REMAINDER, POSITIVE_REMAINDER -> adjusted(Math.min(whole1, whole2) + scale, scale);
    };
  }

  /** A type that holds every value of both as far as 38 digits allow, whole digits first. */
  public static DataType.Decimal wider(DataType.Decimal left, DataType.Decimal right) {
    int scale = Math.max(left.scale(), right.scale());
    int whole = Math.max(left.precision() - left.scale(), right.precision() - right.scale());
    int excess = Math.max(0, whole + scale - MAX);
    return new DataType.Decimal(
        Math.max(1, Math.min(MAX, whole + scale)), Math.max(0, scale - excess));
  }

  /** The decimal type that holds every value of an integer type. */
  public static DataType.Decimal ofIntegral(DataType type) {
    return switch ((DataType.Primitive) type) {
      case BYTE -> new DataType.Decimal(3, 0);
      case SHORT -> new DataType.Decimal(5, 0);
      case INTEGER -> new DataType.Decimal(10, 0);
      case LONG -> new DataType.Decimal(20, 0);
      default -> throw new IllegalArgumentException("Not an integer type: " + type);
    };
  }

  /** The smallest type that holds {@code value} as it is written. */
  public static DataType.Decimal ofValue(BigDecimal value) {
    int scale = Math.max(0, value.scale());
    int digits = value.scale() < 0 ? value.precision() - value.scale() : value.precision();
    return new DataType.Decimal(Math.max(1, Math.max(digits, scale)), scale);
  }

  /** At most 38 digits; what is cut is scale down to 38, then nothing. */
  static DataType.Decimal bounded(int precision, int scale) {
    return new DataType.Decimal(Math.min(precision, MAX), Math.min(scale, MAX));
  }

  /** Whether every value of {@code from} is one of {@code to}. */
  public static boolean isWider(DataType.Decimal to, DataType.Decimal from) {
    return to.scale() >= from.scale()
        && to.precision() - to.scale() >= from.precision() - from.scale();
  }

  private static DataType.Decimal adjusted(int precision, int scale) {
    if (precision <= MAX) {
      return new DataType.Decimal(Math.max(1, precision), scale);
    }
    int kept = Math.max(MAX - (precision - scale), Math.min(scale, MIN_ADJUSTED_SCALE));
    return new DataType.Decimal(MAX, kept);
  }
}
