package io.moraine.cli.install;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.AutoComplete;
import picocli.CommandLine;

/** The files that an installation consists of, besides the launcher. */
public final class Installation {
  private Installation() {}

  /**
   * The files' texts by their paths below a folder such as {@code ~/.local}.
   *
   * @param top the command line with all of its commands
   */
  public static Map<Path, String> files(CommandLine top) {
    Map<Path, String> files = new LinkedHashMap<>();
    Path share = Path.of("share");
    files.put(
        share.resolve("bash-completion/completions/moraine"), AutoComplete.bash("moraine", top));
    files.put(share.resolve("zsh/site-functions/_moraine"), ZshCompletion.of(top));
    files.put(share.resolve("fish/vendor_completions.d/moraine.fish"), FishCompletion.of(top));
    files.put(share.resolve("man/man1/moraine.1"), ManPage.ofAll(top));
    for (CommandLine command : Texts.commands(top)) {
      if (!command.getCommandName().equals("help")) {
        files.put(
            share.resolve("man/man1/moraine-" + command.getCommandName() + ".1"),
            ManPage.of(command));
      }
    }
    return files;
  }
}
