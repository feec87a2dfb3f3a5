package io.moraine.engine.ddl;

import java.util.Locale;

/** CHECK constraints among a table's properties. */
final class CheckConstraints {
  private static final String PREFIX = "delta.constraints.";

  private CheckConstraints() {}

  /** The property that holds the SQL of the constraint called {@code name}. */
  static String key(String name) {
    return PREFIX + name.toLowerCase(Locale.ROOT);
  }

  /** Whether {@code property} is one of a constraint. */
  static boolean isKey(String property) {
    return property.toLowerCase(Locale.ROOT).startsWith(PREFIX);
  }
}
