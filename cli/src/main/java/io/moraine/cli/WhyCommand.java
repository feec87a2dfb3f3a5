package io.moraine.cli;

import io.moraine.Rows;
import io.moraine.ScanSummary;
import io.moraine.Session;
import io.moraine.Why;
import io.moraine.Why.FileReason;
import io.moraine.core.type.DataType.Primitive;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows which files a condition reads, and why. */
@Command(
    name = "why",
    description =
        "Show which files of a table a query with a condition reads, and for each why it is read or"
            + " left out.")
final class WhyCommand implements Runnable {
  // Read by the library that parses arguments.
  @SuppressWarnings("UnusedVariable")
  @Mixin
  private Help help;

  @Mixin private Lake lake;
  @Mixin private Printing printing;

  @Parameters(paramLabel = "TABLE", description = "A path or URI, or a name below --warehouse.")
  private String table;

  @Parameters(
      paramLabel = "CONDITION",
      description = "A SQL condition over the table's columns, such as \"day > '2024-01-01'\".")
  private String condition;

  @Override
  public void run() {
    try (Session session = lake.session()) {
      Why why = session.table(table).why(condition);
      Rows rows =
          ResultTable.of(
              "read",
              Primitive.BOOLEAN,
              "reason",
              Primitive.STRING,
              "because",
              Primitive.STRING,
              "path",
              Primitive.STRING,
              "rows",
              Primitive.LONG,
              "size_bytes",
              Primitive.LONG);
      for (FileReason file : why.files()) {
        rows.add(
            file.isRead(),
            file.reason(),
            file.because(),
            file.path(),
            file.rowCount().isPresent() ? file.rowCount().getAsLong() : null,
            file.sizeBytes());
      }
      printing.print(rows.batches());
      printing.err().println(summary(why));
    }
  }

  private static String summary(Why why) {
    ScanSummary summary = why.summary();
    String counts =
        why.countsByReason().entrySet().stream()
            .map(count -> "%s %,d".formatted(count.getKey(), count.getValue()))
            .collect(Collectors.joining(", "));
    return "Reads %,d of %,d files, %s of %s%s"
        .formatted(
            summary.scannedFiles(),
            summary.totalFiles(),
            Sizes.bytes(summary.scannedBytes()),
            Sizes.bytes(summary.totalBytes()),
            counts.isEmpty() ? "" : ": " + counts);
  }
}
