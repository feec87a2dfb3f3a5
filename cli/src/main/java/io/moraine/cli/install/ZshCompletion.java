package io.moraine.cli.install;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Completion for zsh. */
final class ZshCompletion {
  private ZshCompletion() {}

  static String of(CommandLine top) {
    StringBuilder script = new StringBuilder("#compdef moraine\n\n_moraine() {\n");
    script.append("  local -a commands\n  commands=(\n");
    for (CommandLine command : Texts.commands(top)) {
      script
          .append("    '")
          .append(command.getCommandName())
          .append(':')
          .append(quoted(Texts.summary(command.getCommandSpec())))
          .append("'\n");
    }
    script.append("  )\n  if (( CURRENT == 2 )); then\n    _describe command commands\n");
    script.append("    return\n  fi\n  case $words[2] in\n");
    for (CommandLine command : Texts.commands(top)) {
      List<String> arguments = new ArrayList<>();
      for (OptionSpec option : command.getCommandSpec().options()) {
        for (String name : option.names()) {
          arguments.add(
              "'%s[%s]%s'"
                  .formatted(
                      name,
                      quoted(Texts.of(option)).replace("[", "\\[").replace("]", "\\]"),
                      option.arity().max() > 0 ? ":value:_files" : ""));
        }
      }
      arguments.add("'*:file:_files'");
      script
          .append("    ")
          .append(command.getCommandName())
          .append(") _arguments ")
          .append(String.join(" ", arguments))
          .append(" ;;\n");
    }
    return script.append("  esac\n}\n\n_moraine \"$@\"\n").toString();
  }

  private static String quoted(String text) {
    return text.replace("'", "'\\''").replace(":", "\\:");
  }
}
