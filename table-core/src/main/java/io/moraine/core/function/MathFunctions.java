package io.moraine.core.function;

import static io.moraine.core.function.Parameter.DECIMAL;
import static io.moraine.core.function.Parameter.DOUBLE;
import static io.moraine.core.function.Parameter.INT;
import static io.moraine.core.function.Parameter.LONG;
import static io.moraine.core.function.ScalarFunction.Trait.INFALLIBLE;
import static io.moraine.core.function.ScalarFunction.Trait.STRICT;

import io.moraine.core.batch.DoubleVector;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.kernel.Kernel;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.EnumSet;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** Functions of numbers. */
final class MathFunctions {
  private MathFunctions() {}

  static void addTo(FunctionList list) {
    doubles(list);
    logarithms(list);
    floorAndCeil(list);
    bits(list);
    list.plain("sign", List.of(DOUBLE), Primitive.DOUBLE, a -> Math.signum((Double) a[0]))
        .alias("sign", "signum");
    list.plain("isnan", List.of(DOUBLE), Primitive.BOOLEAN, a -> ((Double) a[0]).isNaN());
    list.plain("pi", List.of(), Primitive.DOUBLE, a -> Math.PI);
    list.plain("e", List.of(), Primitive.DOUBLE, a -> Math.E);
    list.plain(
        "nanvl",
        List.of(DOUBLE, DOUBLE),
        Primitive.DOUBLE,
        a -> ((Double) a[0]).isNaN() ? a[1] : a[0]);
    list.nulling("factorial", List.of(INT), Primitive.LONG, a -> factorial((Integer) a[0]));
  }

  private static void doubles(FunctionList list) {
    one(list, "sqrt", Math::sqrt);
    one(list, "cbrt", Math::cbrt);
    one(list, "exp", StrictMath::exp);
    one(list, "expm1", StrictMath::expm1);
    one(list, "sin", Math::sin);
    one(list, "cos", Math::cos);
    one(list, "tan", Math::tan);
    one(list, "asin", Math::asin);
    one(list, "acos", Math::acos);
    one(list, "atan", Math::atan);
    one(list, "sinh", Math::sinh);
    one(list, "cosh", Math::cosh);
    one(list, "tanh", Math::tanh);
    one(list, "degrees", Math::toDegrees);
    one(list, "radians", Math::toRadians);
    one(list, "rint", Math::rint);
    two(list, "pow", StrictMath::pow);
    list.alias("pow", "power");
    two(list, "atan2", (y, x) -> Math.atan2(y + 0.0, x + 0.0));
    two(list, "hypot", Math::hypot);
  }

  private static void logarithms(FunctionList list) {
    logarithm(list, "ln", StrictMath::log, 0);
    logarithm(list, "log10", StrictMath::log10, 0);
    logarithm(list, "log2", x -> StrictMath.log(x) / StrictMath.log(2), 0);
    logarithm(list, "log1p", StrictMath::log1p, -1);
    list.add(
        "log",
        EnumSet.of(STRICT, INFALLIBLE),
        FunctionList.rows(
                List.of(DOUBLE),
                Primitive.DOUBLE,
                a -> (Double) a[0] <= 0 ? null : (Object) StrictMath.log((Double) a[0]))
            .nullable(Signature.Nullability.ALWAYS),
        FunctionList.rows(
                List.of(DOUBLE, DOUBLE), Primitive.DOUBLE, a -> log((Double) a[0], (Double) a[1]))
            .nullable(Signature.Nullability.ALWAYS));
  }

  private static Object log(double base, double value) {
    return base <= 0 || value <= 0 ? null : StrictMath.log(value) / StrictMath.log(base);
  }

  private static void logarithm(
      FunctionList list, String name, DoubleUnaryOperator function, double asymptote) {
    list.nulling(
        name,
        List.of(DOUBLE),
        Primitive.DOUBLE,
        a -> (Double) a[0] <= asymptote ? null : (Object) function.applyAsDouble((Double) a[0]));
  }

  private static void floorAndCeil(FunctionList list) {
    rounding(list, "floor", RoundingMode.FLOOR, Math::floor);
    rounding(list, "ceil", RoundingMode.CEILING, Math::ceil);
    list.alias("ceil", "ceiling");
  }

  private static void rounding(
      FunctionList list, String name, RoundingMode mode, DoubleUnaryOperator function) {
    list.add(
        name,
        EnumSet.of(STRICT, INFALLIBLE),
        Overload.of(List.of(LONG), Primitive.LONG, (call, context) -> (a, n) -> a[0]),
        FunctionList.rows(
            List.of(DOUBLE), Primitive.LONG, a -> (long) function.applyAsDouble((Double) a[0])),
        Overload.of(
            List.of(DECIMAL),
            types -> {
              DataType.Decimal type = (DataType.Decimal) types.get(0);
              return DecimalTypes.bounded(type.precision() - type.scale() + 1, 0);
            },
            (call, context) ->
                io.moraine.core.kernel.Rowwise.strict(
                    call.type(), a -> ((BigDecimal) a[0]).setScale(0, mode))));
  }

  private static void bits(FunctionList list) {
    list.plain("&", List.of(LONG, LONG), Primitive.LONG, a -> (Long) a[0] & (Long) a[1]);
    list.plain("|", List.of(LONG, LONG), Primitive.LONG, a -> (Long) a[0] | (Long) a[1]);
    list.plain("^", List.of(LONG, LONG), Primitive.LONG, a -> (Long) a[0] ^ (Long) a[1]);
    list.plain("~", List.of(LONG), Primitive.LONG, a -> ~(Long) a[0]);
    list.plain("bit_count", List.of(LONG), Primitive.INTEGER, a -> Long.bitCount((Long) a[0]));
    list.add(
        "shiftleft",
        EnumSet.of(STRICT, INFALLIBLE),
        FunctionList.rows(
            List.of(INT, INT), Primitive.INTEGER, a -> (Integer) a[0] << (Integer) a[1]),
        FunctionList.rows(List.of(LONG, INT), Primitive.LONG, a -> (Long) a[0] << (Integer) a[1]));
    list.add(
        "shiftright",
        EnumSet.of(STRICT, INFALLIBLE),
        FunctionList.rows(
            List.of(INT, INT), Primitive.INTEGER, a -> (Integer) a[0] >> (Integer) a[1]),
        FunctionList.rows(List.of(LONG, INT), Primitive.LONG, a -> (Long) a[0] >> (Integer) a[1]));
  }

  private static Object factorial(int n) {
    if (n < 0 || n > 20) {
      return null;
    }
    long product = 1;
    for (int i = 2; i <= n; i++) {
      product *= i;
    }
    return product;
  }

  private static void one(FunctionList list, String name, DoubleUnaryOperator function) {
    Kernel kernel =
        (arguments, rowCount) -> {
          double[] values = ((DoubleVector) arguments[0]).values();
          double[] result = new double[rowCount];
          for (int i = 0; i < rowCount; i++) {
            result[i] = function.applyAsDouble(values[i]);
          }
          return new DoubleVector(Primitive.DOUBLE, rowCount, result, arguments[0].validity());
        };
    list.add(
        name,
        EnumSet.of(STRICT, INFALLIBLE),
        Overload.of(List.of(DOUBLE), Primitive.DOUBLE, (call, context) -> kernel));
  }

  private static void two(FunctionList list, String name, DoubleBinaryOperator function) {
    list.plain(
        name,
        List.of(DOUBLE, DOUBLE),
        Primitive.DOUBLE,
        a -> function.applyAsDouble((Double) a[0], (Double) a[1]));
  }

  /** The error of a result that its type cannot hold. */
  static InvalidInputException overflow(String what, DataType type) {
    return new InvalidInputException("Overflow: %s does not fit %s".formatted(what, type.sql()));
  }
}
