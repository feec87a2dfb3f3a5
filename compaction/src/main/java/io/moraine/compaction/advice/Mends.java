package io.moraine.compaction.advice;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The commands that mend a table.
 *
 * @param table as the command line names it
 */
record Mends(String table) {

  /** {@code moraine command TABLE options}. */
  String command(String command, String... options) {
    return "moraine "
        + command
        + " "
        + word(table)
        + (options.length == 0 ? "" : " " + String.join(" ", options));
  }

  /** Sets a property of the table. */
  String set(String property, String value) {
    return sql(
        "ALTER TABLE %s SET TBLPROPERTIES (\"%s\" = \"%s\")".formatted(name(), property, value));
  }

  /** Runs a statement. */
  String sql(String statement) {
    return "moraine sql " + word(statement);
  }

  /** The table as statements name it. */
  String name() {
    return "delta." + quoted(table);
  }

  static String columns(List<String> names) {
    return names.stream().map(Mends::quoted).collect(Collectors.joining(", "));
  }

  private static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  /** {@code text} as one word of a POSIX shell. */
  private static String word(String text) {
    return text.matches("[\\w./:@%+=,-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
