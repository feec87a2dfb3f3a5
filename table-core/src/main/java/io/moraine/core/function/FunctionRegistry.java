package io.moraine.core.function;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.text.NearNames;
import io.moraine.core.type.DataType;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Functions by name, without regard to case. Immutable. */
public final class FunctionRegistry {
  private final Map<String, ScalarFunction> functions;

  private FunctionRegistry(Map<String, ScalarFunction> functions) {
    this.functions = Collections.unmodifiableMap(functions);
  }

  /** A registry of {@code functions}, each also under the aliases that lead to its name. */
  static FunctionRegistry of(List<ScalarFunction> functions, Map<String, String> aliases) {
    Map<String, ScalarFunction> byName = new TreeMap<>();
    for (ScalarFunction function : functions) {
      if (byName.put(function.name(), function) != null) {
        throw new IllegalStateException("Two functions are called " + function.name());
      }
    }
    aliases.forEach(
        (alias, name) -> {
          if (!byName.containsKey(name) || byName.put(alias, byName.get(name)) != null) {
            throw new IllegalStateException("No good alias: %s for %s".formatted(alias, name));
          }
        });
    return new FunctionRegistry(byName);
  }

  /** The same functions and {@code function}, which takes the place of one of its name. */
  public FunctionRegistry with(ScalarFunction function) {
    Map<String, ScalarFunction> more = new TreeMap<>(functions);
    more.put(function.name(), function);
    return new FunctionRegistry(more);
  }

  /** The names there are, aliases too, in order. */
  public List<String> names() {
    return List.copyOf(functions.keySet());
  }

  /** The function called {@code name}, if there is one. */
  public Optional<ScalarFunction> find(String name) {
    return Optional.ofNullable(functions.get(name.toLowerCase(Locale.ROOT)));
  }

  /**
   * The function called {@code name}.
   *
   * @throws InvalidInputException if there is none; the message says which names are near
   */
  public ScalarFunction function(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "No function '%s'%s".formatted(name, near(name.toLowerCase(Locale.ROOT)))));
  }

  /**
   * How the function called {@code name} takes arguments of these types.
   *
   * @throws InvalidInputException if it does not; the message lists the forms it has
   */
  public Signature resolve(String name, List<DataType> arguments) {
    ScalarFunction function = function(name);
    return function
        .resolve(arguments)
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "Function '%s' does not take (%s); it is %s"
                        .formatted(
                            name,
                            String.join(", ", arguments.stream().map(DataType::sql).toList()),
                            String.join(" or ", function.forms()))));
  }

  private String near(String name) {
    return NearNames.question(
        name,
        functions.keySet().stream()
            .filter(candidate -> Character.isLetter(candidate.charAt(0)))
            .toList());
  }
}
