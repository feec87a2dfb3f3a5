package io.moraine.spec.docs;

import io.moraine.cli.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

/** Runs lines as a shell would: words, and words in quotes. */
final class CommandLines {
  private static final String PROGRAM = "./moraine ";

  private CommandLines() {}

  /** What the lines print to standard output. */
  static String run(String lines) {
    StringBuilder printed = new StringBuilder();
    for (String line : lines.lines().filter(each -> !each.isBlank()).toList()) {
      if (!line.startsWith(PROGRAM)) {
        throw new AssertionError("A line of a manual's shell begins with ./moraine: " + line);
      }
      StringWriter out = new StringWriter();
      StringWriter err = new StringWriter();
      int status =
          Main.run(
              words(line.substring(PROGRAM.length())).toArray(new String[0]),
              new PrintWriter(out, true),
              new PrintWriter(err, true));
      if (status != 0) {
        throw new AssertionError("%s\nends with %d: %s".formatted(line, status, err));
      }
      printed.append(out);
    }
    return printed.toString();
  }

  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean any = false;
    char quote = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quote != 0) {
        if (c == quote) {
          quote = 0;
        } else {
          word.append(c);
        }
      } else if (c == '"' || c == '\'') {
        quote = c;
        any = true;
      } else if (c == ' ') {
        if (any || !word.isEmpty()) {
          words.add(word.toString());
        }
        word.setLength(0);
        any = false;
      } else {
        word.append(c);
      }
    }
    if (any || !word.isEmpty()) {
      words.add(word.toString());
    }
    return words;
  }
}
