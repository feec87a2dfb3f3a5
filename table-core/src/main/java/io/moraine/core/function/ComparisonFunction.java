package io.moraine.core.function;

import io.moraine.core.expr.Call;
import io.moraine.core.kernel.Comparison;
import io.moraine.core.kernel.Kernel;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructType;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An operator that compares two values of a common type. */
record ComparisonFunction(String name) implements ScalarFunction {
  @Override
  public Set<Trait> traits() {
    return name.equals("<=>")
        ? EnumSet.of(Trait.INFALLIBLE)
        : EnumSet.of(Trait.STRICT, Trait.INFALLIBLE);
  }

  @Override
  public Optional<Signature> resolve(List<DataType> arguments) {
    if (arguments.size() != 2) {
      return Optional.empty();
    }
    return TypeCoercion.widestCommon(arguments.get(0), arguments.get(1))
        .filter(ComparisonFunction::isOrdered)
        .map(
            type ->
                new Signature(
                    List.of(type, type),
                    Primitive.BOOLEAN,
                    name.equals("<=>")
                        ? Signature.Nullability.NEVER
                        : Signature.Nullability.LIKE_ARGUMENTS));
  }

  /** Whether values of the type have an order: all but maps, variants and what holds them. */
  static boolean isOrdered(DataType type) {
    if (type instanceof DataType.Array array) {
      return isOrdered(array.element());
    } else if (type instanceof StructType struct) {
      return struct.fields().stream().allMatch(field -> isOrdered(field.type()));
    }
    return !(type instanceof DataType.MapOf) && type != Primitive.VARIANT;
  }

  @Override
  public List<String> forms() {
    return List.of("an operator on two values of a common type that has an order");
  }

  @Override
  public Kernel kernel(Call call, EvaluationContext context) {
    return Comparison.of(name).map(Comparison::kernel).orElseGet(Comparison::nullSafeEquality);
  }
}
