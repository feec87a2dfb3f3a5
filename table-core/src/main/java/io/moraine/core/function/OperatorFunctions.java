package io.moraine.core.function;

import static io.moraine.core.function.ScalarFunction.Trait.INFALLIBLE;
import static io.moraine.core.function.ScalarFunction.Trait.SPECIAL;
import static io.moraine.core.function.ScalarFunction.Trait.STRICT;

import io.moraine.core.batch.BooleanVector;
import io.moraine.core.expr.Operators;
import io.moraine.core.kernel.Arithmetic;
import io.moraine.core.kernel.InKernel;
import io.moraine.core.kernel.OnFailure;
import io.moraine.core.type.DataType.Primitive;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Arithmetic, comparison and logic. */
final class OperatorFunctions {
  private OperatorFunctions() {}

  static void addTo(FunctionList list) {
    arithmetic(list);
    for (String name : List.of("=", "<>", "<", "<=", ">", ">=", "<=>")) {
      list.add(new ComparisonFunction(name));
    }
    list.alias("=", "==").alias("<>", "!=");
    logic(list);
  }

  private static void arithmetic(FunctionList list) {
    for (Arithmetic operator : Arithmetic.values()) {
      list.add(new ArithmeticFunction(operator.symbol(), operator, OnFailure.ERROR, false));
    }
    list.add(new ArithmeticFunction("div", Arithmetic.DIVIDE, OnFailure.ERROR, true))
        .add(new ArithmeticFunction("try_add", Arithmetic.ADD, OnFailure.NULL, false))
        .add(new ArithmeticFunction("try_subtract", Arithmetic.SUBTRACT, OnFailure.NULL, false))
        .add(new ArithmeticFunction("try_multiply", Arithmetic.MULTIPLY, OnFailure.NULL, false))
        .add(new ArithmeticFunction("try_divide", Arithmetic.DIVIDE, OnFailure.NULL, false))
        .add(new ArithmeticFunction("try_mod", Arithmetic.REMAINDER, OnFailure.NULL, false))
        .alias("%", "mod");
  }

  private static void logic(FunctionList list) {
    Set<ScalarFunction.Trait> special = EnumSet.of(SPECIAL, INFALLIBLE);
    Overload binary =
        Overload.of(
            List.of(Parameter.BOOLEAN, Parameter.BOOLEAN),
            Primitive.BOOLEAN,
            OperatorFunctions.REFUSE);
    list.add(Operators.AND, special, binary).add(Operators.OR, special, binary);
    list.add(
        Operators.NOT,
        EnumSet.of(STRICT, INFALLIBLE),
        Overload.of(
            List.of(Parameter.BOOLEAN),
            Primitive.BOOLEAN,
            (call, context) ->
                (arguments, rowCount) -> {
                  byte[] values = ((BooleanVector) arguments[0]).values();
                  byte[] result = new byte[rowCount];
                  for (int i = 0; i < rowCount; i++) {
                    result[i] = (byte) (values[i] ^ 1);
                  }
                  return new BooleanVector(
                      Primitive.BOOLEAN, rowCount, result, arguments[0].validity());
                }));
    list.alias(Operators.NOT, "!");
    list.add(Operators.IS_NULL, EnumSet.of(INFALLIBLE), nullTest(0));
    list.add(Operators.IS_NOT_NULL, EnumSet.of(INFALLIBLE), nullTest(1));
    list.add(
        new CommonTypeFunction(
            Operators.IN,
            EnumSet.of(INFALLIBLE),
            2,
            type -> Primitive.BOOLEAN,
            Signature.Nullability.LIKE_ARGUMENTS,
            (call, context) -> InKernel.of(call.arguments())));
  }

  private static Overload nullTest(int whereValid) {
    return Overload.of(
            List.of(Parameter.ANY),
            Primitive.BOOLEAN,
            (call, context) ->
                (arguments, rowCount) -> {
                  byte[] result = new byte[rowCount];
                  for (int i = 0; i < rowCount; i++) {
                    result[i] = (byte) (arguments[0].isNull(i) ? 1 - whereValid : whereValid);
                  }
                  return new BooleanVector(Primitive.BOOLEAN, rowCount, result, null);
                })
        .nullable(Signature.Nullability.NEVER);
  }

  /** For {@link ScalarFunction.Trait#SPECIAL} functions, whose calls never come here. */
  static final Overload.Kernels REFUSE =
      (call, context) -> {
        throw new IllegalStateException("The evaluator itself computes " + call);
      };
}
