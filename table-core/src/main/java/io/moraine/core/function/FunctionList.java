package io.moraine.core.function;

import static io.moraine.core.function.ScalarFunction.Trait.INFALLIBLE;
import static io.moraine.core.function.ScalarFunction.Trait.STRICT;

import io.moraine.core.function.ScalarFunction.Trait;
import io.moraine.core.kernel.Rowwise;
import io.moraine.core.type.DataType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects the functions of the groups, in the shortest words that say what each is. */
final class FunctionList {
  private static final Set<Trait> PLAIN = EnumSet.of(STRICT, INFALLIBLE);

  private final List<ScalarFunction> functions = new ArrayList<>();
  private final Map<String, String> aliases = new HashMap<>();

  FunctionRegistry registry() {
    return FunctionRegistry.of(functions, aliases);
  }

  FunctionList add(ScalarFunction function) {
    functions.add(function);
    return this;
  }

  FunctionList add(String name, Set<Trait> traits, Overload... overloads) {
    return add(
        new OverloadedFunction(name, traits, List.of(overloads), (signature, args) -> signature));
  }

  FunctionList alias(String name, String... others) {
    for (String other : others) {
      aliases.put(other, name);
    }
    return this;
  }

  /** A function that is null where an argument is, and never fails. */
  FunctionList plain(
      String name, List<Parameter> parameters, DataType result, Rowwise.RowFunction function) {
    return add(name, PLAIN, rows(parameters, result, function));
  }

  /** As the other, of which arguments after the first {@code required} may be left out. */
  FunctionList plain(
      String name,
      List<Parameter> parameters,
      DataType result,
      int required,
      Rowwise.RowFunction function) {
    return add(name, PLAIN, rows(parameters, result, function).requiring(required));
  }

  /** A function that is null where an argument is, and raises errors for values it cannot take. */
  FunctionList failing(
      String name, List<Parameter> parameters, DataType result, Rowwise.RowFunction function) {
    return add(name, EnumSet.of(STRICT), rows(parameters, result, function));
  }

  /** A function that is null where an argument is, and for values it cannot take. */
  FunctionList nulling(
      String name, List<Parameter> parameters, DataType result, Rowwise.RowFunction function) {
    return add(
        name, PLAIN, rows(parameters, result, function).nullable(Signature.Nullability.ALWAYS));
  }

  /** One form of a function of values that is null where an argument is. */
  static Overload rows(List<Parameter> parameters, DataType result, Rowwise.RowFunction function) {
    return Overload.of(
        parameters, result, (call, context) -> Rowwise.strict(call.type(), function));
  }
}
