package io.moraine.cli.print;

import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** How wide the terminal is. */
public final class TerminalWidth {
  private static final int USUAL = 80;

  private TerminalWidth() {}

  /** The terminal's columns; without limit where results do not go to one. */
  public static int columns() {
    if (!isTerminal()) {
      return Integer.MAX_VALUE;
    }
    String said = System.getenv("COLUMNS");
    return said == null ? askTerminal() : parse(said);
  }

  /** Whether both standard input and standard output are a terminal. */
  @SuppressWarnings("SystemConsoleNull") // Until JDK 21 null is the answer.
  public static boolean isTerminal() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      // From JDK 22 on there is a console in any case, and this method tells.
      return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }

  private static int askTerminal() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String text = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      stty.waitFor(1, TimeUnit.SECONDS);
      return parse(text.strip().replaceFirst("^\\S+\\s+", ""));
    } catch (IOException e) {
      return USUAL;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return USUAL;
    }
  }

  private static int parse(String text) {
    return text.matches("[1-9]\\d{0,5}") ? Integer.parseInt(text) : USUAL;
  }
}
