package io.moraine.spec.docs;

import io.moraine.cli.Main;
import io.moraine.core.function.AggregateFunctions;
import io.moraine.core.function.Functions;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The pages of the manual that say what the code says. */
final class ReferencePages {
  private static final String MADE = "<!-- Made from the code; see DocumentsTest. -->\n\n";

  private ReferencePages() {}

  /** The commands' own help. */
  static String commands() {
    String top = help("--help");
    StringBuilder page = new StringBuilder(MADE + "# Commands\n\n" + indented(top) + "\n");
    Matcher names =
        Pattern.compile("^  ([a-z]+)(?=  )", Pattern.MULTILINE)
            .matcher(top.substring(top.indexOf("Commands:")));
    while (names.find()) {
      String name = names.group(1);
      if (!name.equals("help")) {
        page.append("## ").append(name).append("\n\n");
        page.append(indented(help(name, "--help"))).append('\n');
      }
    }
    return page.toString();
  }

  private static String help(String... args) {
    StringWriter out = new StringWriter();
    Main.run(args, new PrintWriter(out, true), new PrintWriter(new StringWriter()));
    return out.toString().replace(System.lineSeparator(), "\n");
  }

  private static String indented(String text) {
    StringBuilder lines = new StringBuilder();
    text.lines().forEach(line -> lines.append(("    " + line).stripTrailing()).append('\n'));
    return lines.toString();
  }

  /** The functions there are, and the forms that each has. */
  static String functions() {
    StringBuilder page =
        new StringBuilder(
            MADE
                + "# Functions of SQL\n\nThe meaning is Spark's, with ANSI mode: what overflows or"
                + " cannot be converted is an error, and the `try_` form gives null.\n\n"
                + "## Of rows\n\n");
    for (String name : Functions.STANDARD.names()) {
      if (Character.isLetter(name.charAt(0))) {
        List<String> forms = Functions.STANDARD.function(name).forms();
        page.append("- `").append(name).append("`: ");
        page.append(String.join(", ", forms.stream().map(form -> "`" + form + "`").toList()));
        page.append('\n');
      }
    }
    page.append("\n## Of groups of rows\n\n");
    AggregateFunctions.names().forEach(name -> page.append("- `").append(name).append("`\n"));
    return page.toString();
  }
}
