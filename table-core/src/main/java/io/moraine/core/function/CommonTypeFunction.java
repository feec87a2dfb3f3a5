package io.moraine.core.function;

import io.moraine.core.expr.Call;
import io.moraine.core.kernel.Kernel;
import io.moraine.core.type.DataType;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A function whose arguments are all cast to the type that is common to them.
 *
 * @param least how many arguments it needs
 * @param result the result's type, from the common type
 */
record CommonTypeFunction(
    String name,
    Set<Trait> traits,
    int least,
    Function<DataType, DataType> result,
    Signature.Nullability nullability,
    Overload.Kernels kernels)
    implements ScalarFunction {
  @Override
  public Optional<Signature> resolve(List<DataType> arguments) {
    if (arguments.size() < least) {
      return Optional.empty();
    }
    return TypeCoercion.widestCommon(arguments)
        .map(
            type ->
                new Signature(
                    Collections.nCopies(arguments.size(), type), result.apply(type), nullability));
  }

  @Override
  public List<String> forms() {
    return List.of("%s of %d or more values of a common type".formatted(name, least));
  }

  @Override
  public Kernel kernel(Call call, EvaluationContext context) {
    return kernels.of(call, context);
  }
}
