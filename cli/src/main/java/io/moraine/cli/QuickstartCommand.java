package io.moraine.cli;

import io.moraine.cli.print.TerminalWidth;
import io.moraine.cli.quickstart.Quickstart;
import io.moraine.core.error.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the product. */
@Command(
    name = "quickstart",
    description =
        "See the main job on real data: create, append, merge, travel in time, optimize, query.")
final class QuickstartCommand implements Runnable {
  // Read by the library that parses arguments.
  @SuppressWarnings("UnusedVariable")
  @Mixin
  private Help help;

  private static final int PAGE_WIDTH = 100;

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "FOLDER",
      defaultValue = "moraine-quickstart",
      description = "Where to leave the tables; ${DEFAULT-VALUE} unless said otherwise.")
  private Path folder;

  @Option(
      names = "--overwrite",
      description = "Delete what an earlier quickstart left in the folder, and start over.")
  private boolean overwrite;

  @Override
  public void run() {
    prepare();
    int width = Math.min(TerminalWidth.columns(), PAGE_WIDTH);
    Quickstart.run(folder, spec.commandLine().getOut(), width, statement -> {});
  }

  private void prepare() {
    try {
      if (!Files.exists(folder)) {
        return;
      }
      List<String> names;
      try (Stream<Path> entries = Files.list(folder)) {
        names = entries.map(entry -> entry.getFileName().toString()).sorted().toList();
      }
      if (names.isEmpty()) {
        return;
      }
      if (!overwrite) {
        throw new InvalidInputException(
            "%s exists already; name another folder, or start over with --overwrite"
                .formatted(folder));
      }
      if (!List.of("data", "lake").containsAll(names)) {
        // Whatever it is, it is not ours to delete.
        throw new InvalidInputException(
            "%s holds other things than a quickstart leaves (%s); name another folder"
                .formatted(folder, String.join(", ", names)));
      }
      deleteAll();
    } catch (IOException e) {
      throw new InvalidInputException(
          "Cannot use the folder %s: %s".formatted(folder, e.getMessage()), e);
    }
  }

  private void deleteAll() throws IOException {
    List<Path> below;
    try (Stream<Path> walk = Files.walk(folder)) {
      below = walk.sorted((a, b) -> b.compareTo(a)).toList();
    }
    for (Path path : below) {
      Files.delete(path);
    }
  }
}
