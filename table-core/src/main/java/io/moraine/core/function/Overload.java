package io.moraine.core.function;

import io.moraine.core.expr.Call;
import io.moraine.core.kernel.Kernel;
import io.moraine.core.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One form of a function.
 *
 * @param parameters what its arguments may be
 * @param required how many must be given
 * @param variadic whether the last parameter may stand for several arguments
 * @param result the result's type, from the arguments' types after casts
 * @param nullability when the result may be null
 * @param kernels makes what computes it
 */
record Overload(
    List<Parameter> parameters,
    int required,
    boolean variadic,
    Function<List<DataType>, DataType> result,
    Signature.Nullability nullability,
    Kernels kernels) {

  /** Makes the kernel of one call, whose arguments have the types that the overload wants. */
  @FunctionalInterface
  interface Kernels {
    Kernel of(Call call, EvaluationContext context);
  }

  Overload {
    parameters = List.copyOf(parameters);
  }

  /** A form that takes exactly {@code parameters} and is null where one of them is. */
  static Overload of(List<Parameter> parameters, DataType result, Kernels kernels) {
    return of(parameters, types -> result, kernels);
  }

  /** As the other, for a result type that depends on the arguments'. */
  static Overload of(
      List<Parameter> parameters, Function<List<DataType>, DataType> result, Kernels kernels) {
    return new Overload(
        parameters,
        parameters.size(),
        false,
        result,
        Signature.Nullability.LIKE_ARGUMENTS,
        kernels);
  }

  /** The same form, whose arguments after the first {@code count} may be left out. */
  Overload requiring(int count) {
    return new Overload(parameters, count, variadic, result, nullability, kernels);
  }

  /** The same form, whose last parameter may come {@code least} times or more. */
  Overload repeating(int least) {
    return new Overload(
        parameters, parameters.size() - 1 + least, true, result, nullability, kernels);
  }

  /** The same form with other nullability. */
  Overload nullable(Signature.Nullability other) {
    return new Overload(parameters, required, variadic, result, other, kernels);
  }

  /** How the form takes arguments of these types, if it does. */
  Optional<Signature> match(List<DataType> arguments) {
    if (arguments.size() < required || (!variadic && arguments.size() > parameters.size())) {
      return Optional.empty();
    }
    List<DataType> wanted = new ArrayList<>(arguments.size());
    for (int i = 0; i < arguments.size(); i++) {
      Optional<DataType> type = parameter(i).wanted().apply(arguments.get(i));
      if (type.isEmpty()) {
        return Optional.empty();
      }
      wanted.add(type.get());
    }
    return Optional.of(new Signature(wanted, result.apply(wanted), nullability));
  }

  private Parameter parameter(int ordinal) {
    return parameters.get(Math.min(ordinal, parameters.size() - 1));
  }

  /** {@code name(STRING, INT[, INT])}. */
  String describe(String name) {
    StringBuilder text = new StringBuilder(name).append('(');
    for (int i = 0; i < parameters.size(); i++) {
      text.append(i >= required && !variadic ? "[" : "")
          .append(i > 0 ? ", " : "")
          .append(parameters.get(i).name());
    }
    text.append(variadic ? ", …" : "");
    text.append(
        variadic
            ? ""
            : parameters.stream().skip(required).map(p -> "]").collect(Collectors.joining()));
    return text.append(')').toString();
  }
}
