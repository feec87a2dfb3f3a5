package io.moraine.core.kernel;

import io.moraine.core.batch.BooleanVector;
import io.moraine.core.batch.BytesVector;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.DecimalVector;
import io.moraine.core.batch.DoubleVector;
import io.moraine.core.batch.FloatVector;
import io.moraine.core.batch.IntVector;
import io.moraine.core.batch.LongVector;
import io.moraine.core.type.DataType;
import java.util.Arrays;
import java.util.Optional;

/** The comparison operators, over vectors of one type. */
public enum Comparison {
  /** Equal. */
  EQ("=", 0, 1, 0),
  /** Not equal. */
  NE("<>", 1, 0, 1),
  /** Less than. */
  LT("<", 1, 0, 0),
  /** Less than or equal. */
  LE("<=", 1, 1, 0),
  /** Greater than. */
  GT(">", 0, 0, 1),
  /** Greater than or equal. */
  GE(">=", 0, 1, 1);

  private final String symbol;
  private final int signs;

  Comparison(String symbol, int below, int equal, int above) {
    this.symbol = symbol;
    this.signs = below | equal << 1 | above << 2;
  }

  /** The operator called {@code name}; empty for {@code <=>} and what compares nothing. */
  public static Optional<Comparison> of(String name) {
    for (Comparison operator : values()) {
      if (operator.symbol.equals(name)) {
        return Optional.of(operator);
      }
    }
    return Optional.empty();
  }

  /** The operator as SQL writes it. */
  public String symbol() {
    return symbol;
  }

  /** The operator that holds with operands exchanged. */
  public Comparison flipped() {
    return switch (this) {
      case EQ, NE -> this;
      case LT -> GT;
      case LE -> GE;
      case GT -> LT;
      case GE -> LE;
    };
  }

  /** The operator that holds exactly where this one does not, nulls apart. */
  public Comparison negated() {
    return switch (this) {
      case EQ -> NE;
      case NE -> EQ;
      case LT -> GE;
      case LE -> GT;
      case GT -> LE;
      case GE -> LT;
    };
  }

  /** Whether it holds for operands whose order has this sign. */
  public boolean holds(int order) {
    return (signs >>> (Integer.signum(order) + 1) & 1) != 0;
  }

  /** A kernel of two arguments: null where either is. */
  public Kernel kernel() {
    return (arguments, rowCount) -> {
      byte[] result = signs(arguments[0], arguments[1], rowCount);
      for (int i = 0; i < rowCount; i++) {
        result[i] = (byte) (signs >>> (result[i] + 1) & 1);
      }
      return new BooleanVector(
          DataType.Primitive.BOOLEAN, rowCount, result, Validity.and(arguments, rowCount));
    };
  }

  /** A kernel for {@code <=>}: null equals null, and the result is never null. */
  public static Kernel nullSafeEquality() {
    return (arguments, rowCount) -> {
      byte[] result = signs(arguments[0], arguments[1], rowCount);
      for (int i = 0; i < rowCount; i++) {
        boolean leftNull = arguments[0].isNull(i);
        boolean rightNull = arguments[1].isNull(i);
        boolean same = (leftNull || rightNull) ? leftNull == rightNull : result[i] == 0;
        result[i] = (byte) (same ? 1 : 0);
      }
      return new BooleanVector(DataType.Primitive.BOOLEAN, rowCount, result, null);
    };
  }

  /** −1, 0 or 1 a row as left is below, equal to or above right; of null rows without meaning. */
  private static byte[] signs(ColumnVector left, ColumnVector right, int rowCount) {
    byte[] signs = new byte[rowCount];
    if (left instanceof IntVector a) {
      ints(a.values(), ((IntVector) right).values(), rowCount, signs);
    } else if (left instanceof LongVector a) {
      longs(a.values(), ((LongVector) right).values(), rowCount, signs);
    } else if (left instanceof DoubleVector a) {
      doubles(a.values(), ((DoubleVector) right).values(), rowCount, signs);
    } else if (left instanceof FloatVector a) {
      floats(a.values(), ((FloatVector) right).values(), rowCount, signs);
    } else if (left instanceof BooleanVector a) {
      booleans(a.values(), ((BooleanVector) right).values(), rowCount, signs);
    } else if (left instanceof DecimalVector a) {
      decimals(a, (DecimalVector) right, rowCount, signs);
    } else if (left instanceof BytesVector a) {
      bytes(a, (BytesVector) right, rowCount, signs);
    } else {
      for (int i = 0; i < rowCount; i++) {
        if (!left.isNull(i) && !right.isNull(i)) {
          signs[i] = (byte) Integer.signum(ValueOrder.compare(left.value(i), right.value(i)));
        }
      }
    }
    return signs;
  }

  private static void ints(int[] left, int[] right, int rowCount, byte[] signs) {
    for (int i = 0; i < rowCount; i++) {
      signs[i] = (byte) Integer.compare(left[i], right[i]);
    }
  }

  private static void longs(long[] left, long[] right, int rowCount, byte[] signs) {
    for (int i = 0; i < rowCount; i++) {
      signs[i] = (byte) Long.compare(left[i], right[i]);
    }
  }

  private static void doubles(double[] left, double[] right, int rowCount, byte[] signs) {
    for (int i = 0; i < rowCount; i++) {
      signs[i] = (byte) ValueOrder.compareDoubles(left[i], right[i]);
    }
  }

  private static void floats(float[] left, float[] right, int rowCount, byte[] signs) {
    for (int i = 0; i < rowCount; i++) {
      signs[i] = (byte) ValueOrder.compareDoubles(left[i], right[i]);
    }
  }

  private static void booleans(byte[] left, byte[] right, int rowCount, byte[] signs) {
    for (int i = 0; i < rowCount; i++) {
      signs[i] = (byte) (left[i] - right[i]);
    }
  }

  private static void decimals(
      DecimalVector left, DecimalVector right, int rowCount, byte[] signs) {
    long[] leftHigh = left.high();
    long[] leftLow = left.low();
    long[] rightHigh = right.high();
    long[] rightLow = right.low();
    for (int i = 0; i < rowCount; i++) {
      int order = Long.compare(leftHigh[i], rightHigh[i]);
      signs[i] = (byte) (order != 0 ? order : Long.compareUnsigned(leftLow[i], rightLow[i]));
    }
  }

  private static void bytes(BytesVector left, BytesVector right, int rowCount, byte[] signs) {
    byte[] leftData = left.data();
    byte[] rightData = right.data();
    int[] leftStart = left.start();
    int[] rightStart = right.start();
    for (int i = 0; i < rowCount; i++) {
      if (!left.isNull(i) && !right.isNull(i)) {
        int order =
            Arrays.compareUnsigned(
                leftData,
                leftStart[i],
                leftStart[i] + left.length()[i],
                rightData,
                rightStart[i],
                rightStart[i] + right.length()[i]);
        signs[i] = (byte) Integer.signum(order);
      }
    }
  }
}
