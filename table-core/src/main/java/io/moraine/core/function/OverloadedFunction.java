package io.moraine.core.function;

import io.moraine.core.expr.Call;
import io.moraine.core.expr.Expression;
import io.moraine.core.kernel.Kernel;
import io.moraine.core.type.DataType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** A function made of overloads: of those that match, the one that needs the fewest casts. */
record OverloadedFunction(
    String name,
    Set<Trait> traits,
    List<Overload> overloads,
    BiFunction<Signature, List<Expression>, Signature> refinement)
    implements ScalarFunction {
  OverloadedFunction {
    traits = Set.copyOf(traits);
    overloads = List.copyOf(overloads);
  }

  @Override
  public Optional<Signature> resolve(List<DataType> arguments) {
    return best(arguments).flatMap(overload -> overload.match(arguments));
  }

  @Override
  public Signature refine(Signature signature, List<Expression> arguments) {
    return refinement.apply(signature, arguments);
  }

  private Optional<Overload> best(List<DataType> arguments) {
    Overload best = null;
    long fewest = Long.MAX_VALUE;
    for (Overload overload : overloads) {
      Optional<Signature> signature = overload.match(arguments);
      if (signature.isPresent()) {
        long casts = 0;
        for (int i = 0; i < arguments.size(); i++) {
          casts += signature.get().parameters().get(i).equals(arguments.get(i)) ? 0 : 1;
        }
        if (casts < fewest) {
          fewest = casts;
          best = overload;
        }
      }
    }
    return Optional.ofNullable(best);
  }

  @Override
  public List<String> forms() {
    return overloads.stream().map(overload -> overload.describe(name)).toList();
  }

  @Override
  public Kernel kernel(Call call, EvaluationContext context) {
    List<DataType> types = call.arguments().stream().map(Expression::type).toList();
    return best(types)
        .orElseThrow(() -> new IllegalStateException("Not resolved: " + call))
        .kernels()
        .of(call, context);
  }
}
