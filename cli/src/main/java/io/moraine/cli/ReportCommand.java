package io.moraine.cli;

import io.moraine.Session;
import io.moraine.Table;
import io.moraine.core.error.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a page about a table. */
@Command(
    name = "report",
    description =
        "Write a page of HTML about a table, a single file that needs no network: what it is, its"
            + " files by size and partition, its commits.")
final class ReportCommand implements Callable<Integer> {
  // Read by the library that parses arguments.
  @SuppressWarnings("UnusedVariable")
  @Mixin
  private Help help;

  @Mixin private Lake lake;
  @Mixin private At at;

  @Parameters(paramLabel = "TABLE", description = "A path or URI, or a name below --warehouse.")
  private String name;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      required = true,
      description = "The page to write.")
  private Path output;

  @Override
  public Integer call() {
    try (Session session = lake.session()) {
      Table table = session.table(name);
      String page = ReportPage.of(table, at.of(table));
      Files.writeString(output, page);
      return 0;
    } catch (IOException e) {
      throw new InvalidInputException("Cannot write %s: %s".formatted(output, e), e);
    }
  }
}
