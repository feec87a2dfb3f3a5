package io.moraine.core.function;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.expr.Call;
import io.moraine.core.kernel.Arithmetic;
import io.moraine.core.kernel.Kernel;
import io.moraine.core.kernel.OnFailure;
import io.moraine.core.kernel.Rowwise;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A binary operator on numbers.
 *
 * @param integerQuotient whether it is SQL's {@code div}, whose result is a LONG
 */
record ArithmeticFunction(
    String name, Arithmetic operator, OnFailure onFailure, boolean integerQuotient)
    implements ScalarFunction {
  @Override
  public Set<Trait> traits() {
    return onFailure == OnFailure.NULL
        ? EnumSet.of(Trait.STRICT, Trait.INFALLIBLE)
        : EnumSet.of(Trait.STRICT);
  }

  @Override
  public Optional<Signature> resolve(List<DataType> arguments) {
    if (arguments.size() != 2) {
      return Optional.empty();
    }
    DataType left = number(arguments.get(0), arguments.get(1));
    DataType right = number(arguments.get(1), arguments.get(0));
    if (!left.isNumeric() || !right.isNumeric()) {
      return Optional.empty();
    }
    DataType common = TypeCoercion.widestNumber(left, right);
    if (left instanceof DataType.Decimal || right instanceof DataType.Decimal) {
      return Optional.of(common instanceof DataType.Decimal ? decimals(left, right) : same(common));
    }
    return Optional.of(
        integerQuotient
            ? same(Primitive.LONG)
            : same(operator == Arithmetic.DIVIDE ? Primitive.DOUBLE : common));
  }

  private static Object wholeQuotient(Object[] values, Call call) {
    try {
      return ((BigDecimal) values[0])
          .divideToIntegralValue((BigDecimal) values[1])
          .longValueExact();
    } catch (ArithmeticException e) {
      throw new InvalidInputException(
          "Division by zero or overflow: %s div %s, in %s".formatted(values[0], values[1], call));
    }
  }

  /** A string or NULL as the number it is beside {@code other}. */
  private static DataType number(DataType type, DataType other) {
    if (type == Primitive.STRING) {
      return other.isIntegral() ? Primitive.LONG : Primitive.DOUBLE;
    }
    return type != Primitive.VOID ? type : other.isNumeric() ? other : Primitive.DOUBLE;
  }

  private Signature decimals(DataType left, DataType right) {
    DataType.Decimal a = TypeCoercion.asDecimal(left);
    DataType.Decimal b = TypeCoercion.asDecimal(right);
    DataType result = integerQuotient ? Primitive.LONG : DecimalTypes.ofArithmetic(operator, a, b);
    return new Signature(List.of(a, b), result, nullability());
  }

  private Signature same(DataType type) {
    return new Signature(List.of(type, type), type, nullability());
  }

  private Signature.Nullability nullability() {
    return onFailure == OnFailure.NULL
        ? Signature.Nullability.ALWAYS
        : Signature.Nullability.LIKE_ARGUMENTS;
  }

  @Override
  public List<String> forms() {
    return List.of("%s(NUMERIC, NUMERIC)".formatted(name));
  }

  @Override
  public Kernel kernel(Call call, EvaluationContext context) {
    if (call.argument(0).type() instanceof DataType.Decimal && integerQuotient) {
      return Rowwise.strict(Primitive.LONG, values -> wholeQuotient(values, call));
    }
    return operator.kernel(
        call.argument(0).type(), call.argument(1).type(), call.type(), onFailure, call::toString);
  }
}
