package io.moraine.cli;

import io.moraine.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a checkpoint. */
@Command(
    name = "checkpoint",
    description =
        "Write a checkpoint of a table's newest version, so that readers need not read the commits"
            + " before.")
final class CheckpointCommand implements Runnable {
  // Read by the library that parses arguments.
  @SuppressWarnings("UnusedVariable")
  @Mixin
  private Help help;

  @Spec private CommandSpec spec;
  @Mixin private Lake lake;

  @Parameters(paramLabel = "TABLE", description = "A path or URI, or a name below --warehouse.")
  private String table;

  @Override
  public void run() {
    try (Session session = lake.session()) {
      long version = session.table(table).checkpoint();
      spec.commandLine().getErr().printf("Wrote the checkpoint of version %d%n", version);
    }
  }
}
