package io.moraine.cli;

import io.moraine.cli.print.OutputFormat;
import io.moraine.cli.shell.Words;
import io.moraine.core.error.InvalidInputException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** What a shell does besides running statements: the commands that begin with a dot. */
final class ShellCommands {
  static final List<String> NAMES =
      List.of(
          ".describe",
          ".exit",
          ".functions",
          ".help",
          ".history",
          ".mode",
          ".pager",
          ".quit",
          ".read",
          ".tables",
          ".timer");

  private static final String HELP =
      """
      Statements end with a semicolon and may go over several lines.
        .tables              the tables of the warehouse      (also \\dt)
        .describe TABLE      its columns                      (also \\d TABLE)
        .history TABLE       what was done to it
        .functions [PREFIX]  the functions there are
        .mode table|csv|json how results are shown
        .timer on|off        say how long statements take     (also \\timing)
        .pager on|off        long results one screen at a time
        .read FILE           run the statements of a file
        .help                this text
        .quit                end (also Ctrl-D)
      Tables:    delta.`/path/to/table`, or by name with --warehouse DIR
      Files:     csv.`/path`, json.`/path`, parquet.`/path`
      Tab completes, Ctrl-R searches what was typed before, Ctrl-C stops a statement.
      """;

  private final Shell shell;
  private final PrintWriter out;

  ShellCommands(Shell shell, PrintWriter out) {
    this.shell = shell;
    this.out = out;
  }

  static boolean isCommand(String line) {
    return line.startsWith(".") || line.startsWith("\\");
  }

  static boolean ends(String line) {
    String word = line.replaceFirst(";$", "");
    return List.of(".quit", ".exit", "\\q", "quit", "exit").contains(word);
  }

  /**
   * Does what {@code line} says.
   *
   * @param sql runs statements
   */
  void run(String line, Consumer<String> sql) {
    String[] words = line.replaceFirst(";$", "").strip().split("\\s+", 2);
    String argument = words.length > 1 ? words[1] : "";
    Shell.Settings settings = shell.settings();
    switch (words[0]) {
      case ".help", "\\?", "\\h" -> out.print(HELP);
      case ".tables", "\\dt", "\\d+" -> sql.accept("SHOW TABLES");
      case ".describe", ".schema", "\\d" ->
          sql.accept(
              argument.isEmpty() ? "SHOW TABLES" : "DESCRIBE TABLE " + required(argument, line));
      case ".history" -> sql.accept("DESCRIBE HISTORY " + required(argument, ".history TABLE"));
      case ".functions", "\\df" -> functions(argument);
      case ".mode" -> settings.format = mode(argument);
      case ".timer" -> settings.timer = onOrOff(argument, settings.timer);
      case "\\timing" -> settings.timer = onOrOff(argument, settings.timer);
      case ".pager" -> settings.pager = onOrOff(argument, settings.pager);
      case ".read", "\\i" -> sql.accept(read(required(argument, ".read FILE")));
      default ->
          throw new InvalidInputException(
              "There is no command %s; .help lists those that there are".formatted(words[0]));
    }
    out.flush();
  }

  private static String required(String argument, String usage) {
    if (argument.isEmpty()) {
      throw new InvalidInputException("Something is missing: " + usage);
    }
    return argument;
  }

  private static OutputFormat mode(String argument) {
    return switch (argument.toLowerCase(Locale.ROOT)) {
      case "table" -> OutputFormat.TABLE;
      case "csv" -> OutputFormat.CSV;
      case "json" -> OutputFormat.JSON;
      default ->
          throw new InvalidInputException(
              "Results are shown as table, csv or json, not as '%s'".formatted(argument));
    };
  }

  private boolean onOrOff(String argument, boolean now) {
    boolean next =
        switch (argument.toLowerCase(Locale.ROOT)) {
          case "" -> !now;
          case "on" -> true;
          case "off" -> false;
          default ->
              throw new InvalidInputException("Expected on or off, found '%s'".formatted(argument));
        };
    out.println(next ? "on" : "off");
    return next;
  }

  private void functions(String prefix) {
    String wanted = prefix.toLowerCase(Locale.ROOT);
    Words.functionNames().stream().filter(name -> name.startsWith(wanted)).forEach(out::println);
  }

  private static String read(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new InvalidInputException("Cannot read %s: %s".formatted(file, e), e);
    }
  }
}
