package io.moraine.cli.install;

import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What the commands say of themselves. */
final class Texts {
  private Texts() {}

  /** The first sentence of a command's description. */
  static String summary(CommandSpec command) {
    String[] description = command.usageMessage().description();
    return description.length == 0 ? "" : plain(description[0]);
  }

  /** What an option is for, in one line. */
  static String of(OptionSpec option) {
    return plain(String.join(" ", option.description()));
  }

  /** What a command does, with the places that picocli fills filled. */
  static List<String> description(CommandSpec command) {
    return Arrays.stream(command.usageMessage().description()).map(Texts::plain).toList();
  }

  private static String plain(String text) {
    return text.replace("%n", " ").replace("%%", "%").replaceAll("\\s+", " ").strip();
  }

  /** The commands below the top one that are shown, in their order. */
  static List<CommandLine> commands(CommandLine top) {
    return top.getSubcommands().values().stream()
        .filter(command -> !command.getCommandSpec().usageMessage().hidden())
        .toList();
  }
}
