package io.moraine.cli.install;

import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Completion for fish. */
final class FishCompletion {
  private FishCompletion() {}

  static String of(CommandLine top) {
    StringBuilder script = new StringBuilder();
    for (CommandLine command : Texts.commands(top)) {
      String name = command.getCommandName();
      script.append(
          "complete -c moraine -n __fish_use_subcommand -f -a %s -d '%s'\n"
              .formatted(name, quoted(Texts.summary(command.getCommandSpec()))));
      for (OptionSpec option : command.getCommandSpec().options()) {
        script.append("complete -c moraine -n '__fish_seen_subcommand_from ").append(name);
        script.append('\'');
        for (String each : option.names()) {
          script
              .append(each.startsWith("--") ? " -l " : " -s ")
              .append(each.replaceFirst("^-+", ""));
        }
        script.append(option.arity().max() > 0 ? " -r" : "");
        script.append(" -d '").append(quoted(Texts.of(option))).append("'\n");
      }
    }
    return script.toString();
  }

  private static String quoted(String text) {
    return text.replace("\\", "\\\\").replace("'", "\\'");
  }
}
