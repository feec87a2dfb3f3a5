package io.moraine;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** Pieces of SQL statements. */
final class SqlText {
  private SqlText() {}

  /** {@code name} as an identifier, whatever is in it. */
  static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  /** {@code text} as a string literal. */
  static String literal(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  /** The table at {@code location}. */
  static String table(String location) {
    return "delta." + quoted(location);
  }

  static String list(Collection<String> names) {
    return names.stream().map(SqlText::quoted).collect(Collectors.joining(", "));
  }

  /** {@code `a` = x, `b` = y}. */
  static String assignments(Map<String, String> values) {
    return values.entrySet().stream()
        .map(entry -> quoted(entry.getKey()) + " = " + entry.getValue())
        .collect(Collectors.joining(", "));
  }

  /** {@code 'a' = 'x', 'b' = 'y'}. */
  static String properties(Map<String, String> values) {
    return values.entrySet().stream()
        .map(entry -> literal(entry.getKey()) + " = " + literal(entry.getValue()))
        .collect(Collectors.joining(", "));
  }
}
