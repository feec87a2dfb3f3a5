package io.moraine.core.function;

import static io.moraine.core.function.ScalarFunction.Trait.INFALLIBLE;
import static io.moraine.core.function.ScalarFunction.Trait.STRICT;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.kernel.Rowwise;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Rounding to a number of places, and changes of sign; results keep the argument's kind of type.
 */
final class RoundFunctions {
  private RoundFunctions() {}

  static void addTo(FunctionList list) {
    round(list, "round", RoundingMode.HALF_UP);
    round(list, "bround", RoundingMode.HALF_EVEN);
    sameType(list, "negative", EnumSet.of(STRICT), BigDecimal::negate, x -> -x);
    sameType(list, "abs", EnumSet.of(STRICT), BigDecimal::abs, Math::abs);
    list.add(
        "positive",
        EnumSet.of(STRICT, INFALLIBLE),
        Overload.of(
            List.of(Parameter.NUMERIC), types -> types.get(0), (call, context) -> (a, n) -> a[0]));
  }

  private static void sameType(
      FunctionList list,
      String name,
      EnumSet<ScalarFunction.Trait> traits,
      UnaryOperator<BigDecimal> exact,
      UnaryOperator<Double> floating) {
    list.add(
        name,
        traits,
        Overload.of(
            List.of(Parameter.NUMERIC),
            types -> types.get(0),
            (call, context) ->
                Rowwise.strict(call.type(), a -> apply(name, a[0], call.type(), exact, floating))));
  }

  private static Object apply(
      String name,
      Object value,
      DataType type,
      UnaryOperator<BigDecimal> exact,
      UnaryOperator<Double> floating) {
    if (value instanceof Double number) {
      return floating.apply(number);
    } else if (value instanceof Float number) {
      return floating.apply(number.doubleValue()).floatValue();
    }
    return typed(exact.apply(exactly(value)), type, "%s(%s)".formatted(name, value));
  }

  private static BigDecimal exactly(Object value) {
    return value instanceof BigDecimal decimal
        ? decimal
        : BigDecimal.valueOf(((Number) value).longValue());
  }

  /** The number as the object of {@code type}, which is an integer or a decimal type. */
  private static Object typed(BigDecimal number, DataType type, String what) {
    if (type instanceof DataType.Decimal decimal) {
      if (number.precision() - number.scale() > decimal.precision() - decimal.scale()
          && number.signum() != 0) {
        throw MathFunctions.overflow(what, type);
      }
      return number.setScale(decimal.scale());
    }
    try {
      return switch ((Primitive) type) {
        case BYTE -> (int) number.byteValueExact();
        case SHORT -> (int) number.shortValueExact();
        case INTEGER -> number.intValueExact();
        default -> (Object) number.longValueExact();
      };
    } catch (ArithmeticException e) {
      throw MathFunctions.overflow(what, type);
    }
  }

  private static void round(FunctionList list, String name, RoundingMode mode) {
    Overload one =
        Overload.of(
                List.of(Parameter.NUMERIC, Parameter.INT),
                types -> types.get(0),
                (call, context) ->
                    Rowwise.strict(
                        call.type(),
                        a -> round(a[0], a.length > 1 ? (Integer) a[1] : 0, call.type(), mode)))
            .requiring(1);
    list.add(
        new OverloadedFunction(
            name, EnumSet.of(STRICT), List.of(one), (signature, args) -> typed(signature, args)));
  }

  /** For decimals, the number of places given decides the type; it must be a literal. */
  private static Signature typed(Signature signature, List<Expression> arguments) {
    if (!(signature.result() instanceof DataType.Decimal type)) {
      return signature;
    }
    int places = 0;
    if (arguments.size() > 1) {
      if (!(arguments.get(1) instanceof Literal literal
          && literal.value() instanceof Number number)) {
        throw new InvalidInputException(
            "The number of places to round a DECIMAL to must be a literal, got %s"
                .formatted(arguments.get(1)));
      }
      places = number.intValue();
    }
    int whole = type.precision() - type.scale() + 1;
    int scale = Math.max(0, Math.min(type.scale(), places));
    DataType result =
        DecimalTypes.bounded(places < 0 ? Math.max(whole, 1 - places) : whole + scale, scale);
    return new Signature(signature.parameters(), result, signature.nullability());
  }

  private static Object round(Object value, int places, DataType type, RoundingMode mode) {
    Function<BigDecimal, BigDecimal> rounded =
        number -> {
          int scale = Math.max(-40, Math.min(places, number.scale()));
          return number.setScale(scale, mode);
        };
    if (value instanceof Double number) {
      return Double.isFinite(number)
          ? (Object) rounded.apply(BigDecimal.valueOf(number)).doubleValue()
          : number;
    } else if (value instanceof Float number) {
      return Float.isFinite(number)
          ? (Object) rounded.apply(new BigDecimal(number.toString())).floatValue()
          : number;
    }
    return typed(
        rounded.apply(exactly(value)), type, "%s rounded to %d places".formatted(value, places));
  }
}
