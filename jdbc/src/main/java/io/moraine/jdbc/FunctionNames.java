package io.moraine.jdbc;

import io.moraine.core.function.AggregateFunctions;
import io.moraine.core.function.Functions;
import java.util.List;
import java.util.TreeSet;

/** The functions that statements may call. */
final class FunctionNames {
  private FunctionNames() {}

  /** The names of all, without those of operators, in order. */
  static List<String> all() {
    TreeSet<String> names = new TreeSet<>(AggregateFunctions.names());
    Functions.STANDARD.names().stream()
        .filter(name -> Character.isLetter(name.charAt(0)))
        .forEach(names::add);
    return List.copyOf(names);
  }
}
