package io.moraine.engine.bind;

import io.moraine.core.expr.Literal;
import java.util.List;
import java.util.Map;

/**
 * Values for the places that a statement leaves open.
 *
 * @param positional of each {@code ?}, in their order
 * @param named of each {@code :name}, by the name without the colon
 */
public record Parameters(List<Literal> positional, Map<String, Literal> named) {
  /** Of a statement without such places. */
  public static final Parameters NONE = new Parameters(List.of(), Map.of());

  public Parameters {
    positional = List.copyOf(positional);
    named = Map.copyOf(named);
  }
}
