package io.moraine.core.kernel;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.DecimalVector;
import io.moraine.core.batch.DoubleVector;
import io.moraine.core.batch.IntVector;
import io.moraine.core.batch.LongVector;
import io.moraine.core.batch.VectorBuilder;
import io.moraine.core.batch.Vectors;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Supplier;

/** Casts of vectors: tight loops for the widening ones, {@link ValueCast} for the others. */
public final class CastKernels {
  private CastKernels() {}

  /**
   * A kernel of one argument.
   *
   * @param zone the session's time zone
   * @param where the expression's text, for errors
   */
  public static Kernel of(
      DataType from, DataType to, OnFailure onFailure, ZoneId zone, Supplier<String> where) {
    if (from.equals(to)) {
      return (a, n) -> a[0];
    } else if (from == Primitive.VOID) {
      return (a, n) -> Vectors.nulls(to, n);
    } else if (isInt(from) && isInt(to) && CastRules.isInfallible(from, to)) {
      return (a, n) -> a[0].withType(to);
    } else if (isInt(from) && to == Primitive.LONG) {
      return (a, n) -> intToLong((IntVector) a[0], n, 1, to);
    } else if (isInt(from) && to == Primitive.DOUBLE) {
      return (a, n) -> intToDouble((IntVector) a[0], n);
    } else if (from == Primitive.LONG && to == Primitive.DOUBLE) {
      return (a, n) -> longToDouble((LongVector) a[0], n, 1);
    } else if (from instanceof DataType.Decimal d && d.fitsLong() && to == Primitive.DOUBLE) {
      // One correctly rounded division of exact numbers: what parsing the decimal text would give.
      return d.precision() <= 15
          ? (a, n) -> longToDouble((LongVector) a[0], n, (double) Decimals.powerOfTen(d.scale()))
          : general(from, to, onFailure, zone, where);
    } else if (to instanceof DataType.Decimal target && CastRules.isInfallible(from, to)) {
      Kernel widening = toDecimal(from, target);
      return widening == null ? general(from, to, onFailure, zone, where) : widening;
    }
    return general(from, to, onFailure, zone, where);
  }

  private static Kernel toDecimal(DataType from, DataType.Decimal to) {
    if (!(from.isIntegral() || from instanceof DataType.Decimal)) {
      return null;
    }
    int exponent = to.scale() - (from instanceof DataType.Decimal d ? d.scale() : 0);
    if (to.fitsLong() && isInt(from)) {
      return (a, n) -> intToLong((IntVector) a[0], n, Decimals.powerOfTen(exponent), to);
    } else if (to.fitsLong()) {
      return (a, n) -> scaled((LongVector) a[0], n, Decimals.powerOfTen(exponent), to);
    }
    DataType.Decimal narrow = new DataType.Decimal(18, 0);
    return (a, n) -> {
      ColumnVector whole = isInt(from) ? intToLong((IntVector) a[0], n, 1, narrow) : a[0];
      DecimalVector wide = WideDecimals.scaled(whole, n, exponent, to);
      return new DecimalVector(to, n, wide.high(), wide.low(), a[0].validity());
    };
  }

  private static Kernel general(
      DataType from, DataType to, OnFailure onFailure, ZoneId zone, Supplier<String> where) {
    ValueCast cast = new ValueCast(from, to, zone);
    return (arguments, rowCount) -> {
      VectorBuilder builder = VectorBuilder.of(to, rowCount);
      for (int row = 0; row < rowCount; row++) {
        Object value = arguments[0].value(row);
        Optional<Object> result = value == null ? Optional.empty() : cast.apply(value);
        if (value != null && result.isEmpty() && onFailure == OnFailure.ERROR) {
          throw new InvalidInputException(
              "Cannot cast %s to %s, in %s; TRY_CAST gives NULL instead"
                  .formatted(shown(value), to.sql(), where.get()));
        }
        builder.append(result.orElse(null));
      }
      return builder.build();
    };
  }

  private static String shown(Object value) {
    return value instanceof String ? "'" + value + "'" : String.valueOf(value);
  }

  private static boolean isInt(DataType type) {
    return type == Primitive.BYTE || type == Primitive.SHORT || type == Primitive.INTEGER;
  }

  private static ColumnVector intToLong(
      IntVector vector, int rowCount, long factor, DataType type) {
    int[] values = vector.values();
    long[] result = new long[rowCount];
    for (int i = 0; i < rowCount; i++) {
      result[i] = values[i] * factor;
    }
    return new LongVector(type, rowCount, result, vector.validity());
  }

  private static ColumnVector scaled(LongVector vector, int rowCount, long factor, DataType type) {
    if (factor == 1) {
      return vector.withType(type);
    }
    long[] values = vector.values();
    long[] result = new long[rowCount];
    for (int i = 0; i < rowCount; i++) {
      result[i] = values[i] * factor;
    }
    return new LongVector(type, rowCount, result, vector.validity());
  }

  private static ColumnVector intToDouble(IntVector vector, int rowCount) {
    int[] values = vector.values();
    double[] result = new double[rowCount];
    for (int i = 0; i < rowCount; i++) {
      result[i] = values[i];
    }
    return new DoubleVector(Primitive.DOUBLE, rowCount, result, vector.validity());
  }

  private static ColumnVector longToDouble(LongVector vector, int rowCount, double divisor) {
    long[] values = vector.values();
    double[] result = new double[rowCount];
    for (int i = 0; i < rowCount; i++) {
      result[i] = values[i] / divisor;
    }
    return new DoubleVector(Primitive.DOUBLE, rowCount, result, vector.validity());
  }
}
