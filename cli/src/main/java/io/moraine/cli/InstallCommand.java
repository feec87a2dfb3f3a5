package io.moraine.cli;

import io.moraine.cli.install.Installation;
import io.moraine.core.error.InvalidInputException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Puts the launcher on the PATH, and what shells and man want to know beside it. */
@Command(
    name = "install",
    description = {
      "Put the launcher where shells find it, with completion for bash, zsh and fish and pages for"
          + " man.",
      "The launcher is a link to this one: what is built later is used at once."
    })
final class InstallCommand implements Callable<Integer> {
  // Read by the library that parses arguments.
  @SuppressWarnings("UnusedVariable")
  @Mixin
  private Help help;

  @Spec private CommandSpec spec;

  @Option(
      names = "--prefix",
      paramLabel = "DIR",
      description = "The folder with bin and share; ~/.local unless said otherwise.")
  private @Nullable Path prefix;

  @Option(names = "--dry-run", description = "Only name the files.")
  private boolean dryRun;

  @Override
  public Integer call() throws IOException {
    String launcher = System.getProperty("moraine.launcher");
    if (launcher == null) {
      throw new InvalidInputException("Only the launcher installs itself: run ./moraine install");
    }
    Path root =
        prefix == null
            ? Path.of(System.getProperty("user.home"), ".local")
            : prefix.toAbsolutePath();
    PrintWriter out = spec.commandLine().getOut();
    Path link = root.resolve("bin").resolve("moraine");
    out.println(link);
    if (!dryRun) {
      link(link, Path.of(launcher).toAbsolutePath());
    }
    CommandLine top = spec.commandLine().getParent();
    CommandLine all = new CommandLine(top.getCommandSpec().userObject());
    Commands.addTo(all, new String[0]);
    for (Map.Entry<Path, String> file : Installation.files(all).entrySet()) {
      Path path = root.resolve(file.getKey());
      out.println(path);
      if (!dryRun) {
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.getValue());
      }
    }
    String search = System.getenv("PATH");
    if (search == null || !search.contains(root.resolve("bin").toString())) {
      spec.commandLine()
          .getErr()
          .println(
              "%s is not on the PATH: add it to have moraine found".formatted(root.resolve("bin")));
    }
    return 0;
  }

  private static void link(Path link, Path launcher) throws IOException {
    if (Files.exists(link) && !Files.isSymbolicLink(link)) {
      throw new InvalidInputException(
          "Cannot install: %s is there, and is no link".formatted(link));
    }
    Files.createDirectories(link.getParent());
    Files.deleteIfExists(link);
    Files.createSymbolicLink(link, launcher);
  }
}
