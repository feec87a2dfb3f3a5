package io.moraine.cli;

import java.io.PrintWriter;
import java.util.regex.Pattern;

/** What the user sees of an exception, and the exit status that says so. */
final class Failure {
  private static final int EXIT_STATUS = 1;

  /** A line of the statement with a mark below it means nothing on one line. */
  private static final Pattern POINTER = Pattern.compile("\\R.*\\R\\s*\\^+\\s*$");

  private Failure() {}

  /** Prints one line with the reason, and the trace below it if {@code verbose}. */
  static int report(Throwable cause, PrintWriter err, boolean verbose) {
    String message =
        cause instanceof StackOverflowError
            ? "The statement is nested too deeply to be run"
            : cause instanceof OutOfMemoryError
                ? "Out of memory (%s); MORAINE_JAVA_OPTS=-Xmx… allows more"
                    .formatted(cause.getMessage())
                : cause.getMessage();
    String reason =
        message == null || message.isBlank()
            ? cause.getClass().getSimpleName()
            : POINTER.matcher(message).replaceAll("").strip().replaceAll("\\s*\\R\\s*", " ");
    err.println("moraine: " + reason);
    if (verbose) {
      cause.printStackTrace(err);
    }
    return EXIT_STATUS;
  }
}
