package io.moraine.cli;

import io.moraine.CloneResult;
import io.moraine.Session;
import io.moraine.TableCloning;
import io.moraine.TableSnapshot;
import io.moraine.core.type.DataType.Primitive;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a version of a table a table of its own. */
@Command(
    name = "clone",
    description = "Make a version of a table a table of its own elsewhere, without its history.")
final class CloneCommand implements Runnable {
  // Read by the library that parses arguments.
  @SuppressWarnings("UnusedVariable")
  @Mixin
  private Help help;

  @Mixin private Lake lake;
  @Mixin private Printing printing;
  @Mixin private At at;

  @Parameters(
      index = "0",
      paramLabel = "TABLE",
      description = "A path or URI, or a name below --warehouse.")
  private String table;

  @Parameters(index = "1", paramLabel = "TARGET", description = "Where the clone is to be.")
  private String target;

  @Option(
      names = "--shallow",
      description = "Copy no file: the clone uses those of the table, which have to stay.")
  private boolean shallow;

  @Option(names = "--replace", description = "Take the place of a table that is there.")
  private boolean replace;

  @Option(names = "--dry-run", description = "Only say what would be done.")
  private boolean dryRun;

  @Override
  public void run() {
    try (Session session = lake.session()) {
      TableSnapshot source = at.of(session.table(table));
      TableCloning cloning = source.cloneTo(target);
      cloning = shallow ? cloning.shallow() : cloning;
      cloning = replace ? cloning.replace() : cloning;
      if (dryRun) {
        printing.print(ResultTable.of("plan", Primitive.STRING).add(cloning.dryRun()).batches());
        return;
      }
      CloneResult result = cloning.execute();
      printing.print(
          ResultTable.of(
                  "version",
                  Primitive.LONG,
                  "source_files",
                  Primitive.LONG,
                  "source_bytes",
                  Primitive.LONG,
                  "removed_files",
                  Primitive.LONG,
                  "removed_bytes",
                  Primitive.LONG,
                  "copied_files",
                  Primitive.LONG,
                  "copied_bytes",
                  Primitive.LONG)
              .add(
                  result.version().isPresent() ? result.version().getAsLong() : null,
                  result.sourceFiles(),
                  result.sourceBytes(),
                  result.removedFiles(),
                  result.removedBytes(),
                  result.copiedFiles(),
                  result.copiedBytes())
              .batches());
    }
  }
}
