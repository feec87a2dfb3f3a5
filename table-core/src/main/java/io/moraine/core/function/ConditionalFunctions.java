package io.moraine.core.function;

import static io.moraine.core.function.ScalarFunction.Trait.INFALLIBLE;
import static io.moraine.core.function.ScalarFunction.Trait.SPECIAL;

import io.moraine.core.kernel.Kernel;
import io.moraine.core.kernel.Rowwise;
import io.moraine.core.kernel.ValueOrder;
import io.moraine.core.type.DataType;
import java.util.EnumSet;
import java.util.function.Function;

/**
 * Choices among values. {@code if}, {@code nullif} and {@code nvl2} become CASE, see {@link
 * Expressions}.
 */
final class ConditionalFunctions {
  private ConditionalFunctions() {}

  static void addTo(FunctionList list) {
    list.add(
        new CommonTypeFunction(
            "coalesce",
            EnumSet.of(SPECIAL, INFALLIBLE),
            1,
            Function.identity(),
            Signature.Nullability.LIKE_ALL_ARGUMENTS,
            OperatorFunctions.REFUSE));
    list.alias("coalesce", "nvl", "ifnull");
    list.add(extreme("greatest", 1)).add(extreme("least", -1));
  }

  private static ScalarFunction extreme(String name, int sign) {
    return new CommonTypeFunction(
        name,
        EnumSet.of(INFALLIBLE),
        2,
        Function.identity(),
        Signature.Nullability.LIKE_ALL_ARGUMENTS,
        (call, context) -> kernel(call.type(), sign));
  }

  /** The greatest or the least value that is not null. */
  private static Kernel kernel(DataType type, int sign) {
    return Rowwise.seeingNulls(
        type,
        values -> {
          Object best = null;
          for (Object value : values) {
            if (value != null && (best == null || ValueOrder.compare(value, best) * sign > 0)) {
              best = value;
            }
          }
          return best;
        });
  }
}
