package io.moraine.cli;

import io.moraine.RemovableFile;
import io.moraine.Rows;
import io.moraine.Session;
import io.moraine.TableVacuum;
import io.moraine.VacuumResult;
import io.moraine.core.type.DataType.Primitive;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Removes the files that a table no longer needs. */
@Command(
    name = "vacuum",
    description =
        "Remove files that are older than the retention and no longer of the table, or never were."
            + " Versions that had them cannot be read any more then.")
final class VacuumCommand implements Runnable {
  private static final long MILLIS_PER_HOUR = 3_600_000;

  // Read by the library that parses arguments.
  @SuppressWarnings("UnusedVariable")
  @Mixin
  private Help help;

  @Mixin private Lake lake;
  @Mixin private Printing printing;

  @Parameters(paramLabel = "TABLE", description = "A path or URI, or a name below --warehouse.")
  private String table;

  @Option(
      names = "--lite",
      description = "Look for files in the log instead of listing the folder.")
  private boolean lite;

  @Option(
      names = "--inventory",
      paramLabel = "QUERY",
      description =
          "Look only at the files that this query gives, such as \"SELECT * FROM json.`/files`\":"
              + " path, modificationTime in milliseconds and, if known, length and isDir.")
  private @Nullable String inventory;

  @Option(
      names = "--retain-hours",
      paramLabel = "N",
      description =
          "Keep files for this long; as delta.deletedFileRetentionDuration says unless set, or a"
              + " week.")
  private @Nullable BigDecimal hours;

  @Option(
      names = "--allow-short-retention",
      description =
          "Take less than the table's retention. Only if nobody else reads or writes the table.")
  private boolean shortRetention;

  @Option(names = "--dry-run", description = "Only list the files, each with the reason.")
  private boolean dryRun;

  @Override
  public void run() {
    try (Session session = lake.session()) {
      TableVacuum vacuum = options(session, session.table(table).vacuum());
      if (dryRun) {
        print(vacuum.dryRun());
        return;
      }
      try (ProgressBar bar = new ProgressBar("vacuum", printing.err())) {
        VacuumResult result = vacuum.onProgress(bar::show).execute();
        printing.print(
            ResultTable.of(
                    "version",
                    Primitive.LONG,
                    "removed_files",
                    Primitive.LONG,
                    "removed_bytes",
                    Primitive.LONG)
                .add(result.version(), result.removedFiles(), result.removedBytes())
                .batches());
      }
    }
  }

  private TableVacuum options(Session session, TableVacuum vacuum) {
    TableVacuum all = vacuum;
    if (lite) {
      all = all.lite();
    }
    if (inventory != null) {
      all = all.inventory(session.sql(inventory).batches());
    }
    if (hours != null) {
      long millis = hours.multiply(BigDecimal.valueOf(MILLIS_PER_HOUR)).longValue();
      all = all.retain(Duration.ofMillis(millis));
    }
    return shortRetention ? all.allowShortRetention() : all;
  }

  private void print(List<RemovableFile> files) {
    Rows rows =
        ResultTable.of(
            "path", Primitive.STRING, "size_bytes", Primitive.LONG, "reason", Primitive.STRING);
    files.forEach(file -> rows.add(file.path(), file.sizeBytes(), file.reason()));
    printing.print(rows.batches());
    long bytes = files.stream().mapToLong(RemovableFile::sizeBytes).sum();
    printing.err().println("%d files of %d bytes would be removed.".formatted(files.size(), bytes));
  }
}
