package io.moraine.core.function;

import io.moraine.core.expr.Call;
import io.moraine.core.kernel.Kernel;
import io.moraine.core.type.DataType;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A function of an array and of another, or of an element, which get a common type. */
record ArrayFunction(String name, Shape shape, Function<Call, Kernel> kernels)
    implements ScalarFunction {
  /** What the second argument is. */
  enum Shape {
    /** An array. */
    ARRAYS,
    /** An element; a null one gives null. */
    ELEMENT,
    /** An element that may well be null. */
    ADDED
  }

  @Override
  public Set<Trait> traits() {
    return shape == Shape.ADDED
        ? EnumSet.of(Trait.INFALLIBLE)
        : EnumSet.of(Trait.STRICT, Trait.INFALLIBLE);
  }

  @Override
  public Optional<Signature> resolve(List<DataType> arguments) {
    if (arguments.size() != 2 || !(arguments.get(0) instanceof DataType.Array first)) {
      return Optional.empty();
    }
    DataType second = arguments.get(1);
    if (shape == Shape.ARRAYS) {
      return second instanceof DataType.Array other
          ? TypeCoercion.widestCommon(List.of(first.element(), other.element()))
              .map(
                  element ->
                      new DataType.Array(element, first.containsNull() || other.containsNull()))
              .map(array -> signature(array, array))
          : Optional.empty();
    }
    return TypeCoercion.widestCommon(List.of(first.element(), second))
        .map(
            element ->
                signature(
                    new DataType.Array(element, first.containsNull() || shape == Shape.ADDED),
                    element));
  }

  private Signature signature(DataType.Array array, DataType second) {
    return new Signature(
        List.of(array, second),
        array,
        shape == Shape.ADDED ? Signature.Nullability.ALWAYS : Signature.Nullability.LIKE_ARGUMENTS);
  }

  @Override
  public List<String> forms() {
    return List.of(name + (shape == Shape.ARRAYS ? "(ARRAY, ARRAY)" : "(ARRAY, ANY)"));
  }

  @Override
  public Kernel kernel(Call call, EvaluationContext context) {
    return kernels.apply(call);
  }
}
