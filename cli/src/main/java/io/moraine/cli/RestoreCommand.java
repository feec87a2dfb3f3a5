package io.moraine.cli;

import io.moraine.RestoreResult;
import io.moraine.Rows;
import io.moraine.Session;
import io.moraine.Table;
import io.moraine.TableRestore;
import io.moraine.core.type.DataType.Primitive;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a table what it was at an earlier version. */
@Command(
    name = "restore",
    description = "Make a table what it was at an earlier version, as a new version.")
final class RestoreCommand implements Runnable {
  // Read by the library that parses arguments.
  @SuppressWarnings("UnusedVariable")
  @Mixin
  private Help help;

  @Mixin private Lake lake;
  @Mixin private Printing printing;

  @Parameters(paramLabel = "TABLE", description = "A path or URI, or a name below --warehouse.")
  private String table;

  @ArgGroup(multiplicity = "1")
  private Point point;

  private static final class Point {
    @Option(names = "--version", paramLabel = "N", description = "As it was at this version.")
    private @Nullable Long version;

    @Option(
        names = "--timestamp",
        paramLabel = "T",
        description = "As it was at this time, such as 2026-01-31T12:00:00Z; UTC without a zone.",
        converter = At.TimeConverter.class)
    private @Nullable Instant timestamp;

    TableRestore of(Table table) {
      if (version != null) {
        return table.restore(version);
      }
      if (timestamp == null) {
        throw new IllegalStateException("The parser lets neither pass");
      }
      return table.restore(timestamp);
    }
  }

  @Option(names = "--dry-run", description = "Only say what would be done.")
  private boolean dryRun;

  @Override
  public void run() {
    try (Session session = lake.session()) {
      TableRestore restore = point.of(session.table(table));
      if (dryRun) {
        Rows plan = ResultTable.of("plan", Primitive.STRING);
        restore.dryRun().forEach(plan::add);
        printing.print(plan.batches());
        return;
      }
      RestoreResult result = restore.execute();
      printing.print(
          ResultTable.of(
                  "version",
                  Primitive.LONG,
                  "restored_files",
                  Primitive.LONG,
                  "restored_bytes",
                  Primitive.LONG,
                  "removed_files",
                  Primitive.LONG,
                  "removed_bytes",
                  Primitive.LONG)
              .add(
                  result.version().isPresent() ? result.version().getAsLong() : null,
                  result.restoredFiles(),
                  result.restoredBytes(),
                  result.removedFiles(),
                  result.removedBytes())
              .batches());
    }
  }
}
