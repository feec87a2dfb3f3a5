package io.moraine.cli.install;

import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** A page for {@code man}, in the language of troff. */
final class ManPage {
  private ManPage() {}

  /** The page of the whole, which names the commands. */
  static String ofAll(CommandLine top) {
    StringBuilder page = head("moraine", Texts.summary(top.getCommandSpec()));
    page.append(".SH SYNOPSIS\n.B moraine\n.I COMMAND\n[OPTIONS]\n.SH COMMANDS\n");
    for (CommandLine command : Texts.commands(top)) {
      page.append(".TP\n.B ").append(command.getCommandName()).append('\n');
      page.append(text(Texts.summary(command.getCommandSpec()))).append('\n');
    }
    page.append(".SH EXIT STATUS\n0 done, 1 the operation failed, 2 wrong usage.\n");
    return page.toString();
  }

  /** The page of a command. */
  static String of(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    String name = "moraine-" + command.getCommandName();
    StringBuilder page = head(name, Texts.summary(spec));
    page.append(".SH SYNOPSIS\n.B moraine ").append(command.getCommandName()).append("\n[OPTIONS]");
    for (PositionalParamSpec parameter : spec.positionalParameters()) {
      page.append(' ').append(text(parameter.paramLabel()));
    }
    page.append("\n.SH DESCRIPTION\n");
    for (String paragraph : Texts.description(spec)) {
      page.append(".PP\n").append(text(paragraph)).append('\n');
    }
    page.append(".SH OPTIONS\n");
    for (OptionSpec option : spec.options()) {
      page.append(".TP\n.B ").append(text(String.join(", ", List.of(option.names()))));
      page.append(option.arity().max() > 0 ? " " + text(option.paramLabel()) : "").append('\n');
      page.append(text(Texts.of(option))).append('\n');
    }
    return page.append(".SH SEE ALSO\n.BR moraine (1)\n").toString();
  }

  private static StringBuilder head(String name, String summary) {
    return new StringBuilder(
        ".TH %s 1\n.SH NAME\n%s \\- %s\n"
            .formatted(name.toUpperCase(Locale.ROOT), text(name), text(summary)));
  }

  /** Text that troff takes for nothing else. */
  private static String text(String plain) {
    String escaped = plain.replace("\\", "\\e").replace("-", "\\-").replace("…", "...");
    return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
  }
}
