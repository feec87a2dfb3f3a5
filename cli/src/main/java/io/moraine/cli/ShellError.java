package io.moraine.cli;

import io.moraine.core.error.MoraineException;
import io.moraine.engine.bind.SqlBindException;

/** What a shell says of an error: with the line of the statement and a mark below the place. */
final class ShellError {
  private static final String RED = "\u001b[31m";
  private static final String END = "\u001b[0m";

  private ShellError() {}

  static String text(Throwable cause, String typed, boolean coloured) {
    // The lines of a message stay: they may point at a place in the statement.
    String message = cause instanceof MoraineException ? cause.getMessage() : cause.toString();
    if (cause instanceof SqlBindException placed) {
      message += place(typed, placed.line(), placed.column());
    }
    return (coloured ? RED + "error:" + END : "error:") + " " + message;
  }

  /** The line, if several statements were not typed at once: a place is one in its statement. */
  private static String place(String typed, int line, int column) {
    String[] lines = typed.split("\\R", -1);
    if (line > lines.length
        || lines[line - 1].codePointCount(0, lines[line - 1].length()) < column - 1) {
      return "";
    }
    String shown = lines[line - 1];
    String before = shown.substring(0, shown.offsetByCodePoints(0, column - 1));
    return "\n" + shown + "\n" + before.replaceAll("[^\t]", " ") + "^";
  }
}
