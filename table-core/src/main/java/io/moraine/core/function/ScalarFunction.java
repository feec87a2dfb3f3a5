package io.moraine.core.function;

import io.moraine.core.expr.Call;
import io.moraine.core.expr.Expression;
import io.moraine.core.kernel.Kernel;
import io.moraine.core.type.DataType;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A function of one row's values: its names, types and computation. */
public interface ScalarFunction {
  /** What may be relied on when a call is moved, shared or computed for rows that need it not. */
  enum Trait {
    /** Null where any argument is null. */
    STRICT,
    /** Never raises an error, whatever the values. */
    INFALLIBLE,
    /** Not the same each time it is computed, such as {@code rand}. */
    VOLATILE,
    /** Computed by the evaluator itself, which computes operands only where they are needed. */
    SPECIAL
  }

  /** The name, in lower case. */
  String name();

  /** Its properties. */
  Set<Trait> traits();

  /** How it takes arguments of these types; empty if it does not. */
  Optional<Signature> resolve(List<DataType> arguments);

  /**
   * {@code signature} as {@code arguments} themselves make it: a literal among them may decide a
   * type, as the scale does that {@code round} is given.
   *
   * @throws io.moraine.core.error.InvalidInputException if an argument must be a literal and is not
   */
  default Signature refine(Signature signature, List<Expression> arguments) {
    return signature;
  }

  /** The forms it has, for error messages. */
  List<String> forms();

  /**
   * What computes {@code call}, whose arguments have the types that {@link #resolve} wanted.
   *
   * @throws IllegalStateException for {@link Trait#SPECIAL} functions
   */
  Kernel kernel(Call call, EvaluationContext context);
}
