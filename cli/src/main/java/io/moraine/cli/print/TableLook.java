package io.moraine.cli.print;

/** How a table of results looks. */
public enum TableLook {
  /** Names and values: what scripts read. */
  PLAIN,
  /** With the columns' types below their names. */
  TYPED,
  /** With types, and NULL, names and types told from the rest by how bright they are. */
  COLOURED;

  private static final String BOLD = "\u001b[1m";
  private static final String FAINT = "\u001b[2m";
  private static final String END = "\u001b[0m";

  boolean hasTypes() {
    return this != PLAIN;
  }

  String bold(String text) {
    return this == COLOURED ? BOLD + text + END : text;
  }

  String faint(String text) {
    return this == COLOURED ? FAINT + text + END : text;
  }
}
