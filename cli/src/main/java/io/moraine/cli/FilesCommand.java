package io.moraine.cli;

import io.moraine.DataFile;
import io.moraine.Rows;
import io.moraine.Session;
import io.moraine.core.type.DataType.Primitive;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows the files that hold a table's rows. */
@Command(name = "files", description = "Show the files that hold a table's rows.")
final class FilesCommand implements Runnable {
  // Read by the library that parses arguments.
  @SuppressWarnings("UnusedVariable")
  @Mixin
  private Help help;

  @Mixin private Lake lake;
  @Mixin private Printing printing;
  @Mixin private At at;

  @Parameters(paramLabel = "TABLE", description = "A path or URI, or a name below --warehouse.")
  private String table;

  @Override
  public void run() {
    try (Session session = lake.session()) {
      printing.print(rows(at.of(session.table(table)).files()).batches());
    }
  }

  private static Rows rows(List<DataFile> files) {
    Rows rows =
        ResultTable.of(
            "path",
            Primitive.STRING,
            "partition",
            ResultTable.TEXTS,
            "rows",
            Primitive.LONG,
            "size_bytes",
            Primitive.LONG,
            "modified",
            Primitive.TIMESTAMP);
    for (DataFile file : files) {
      rows.add(
          file.path(),
          file.partition(),
          file.rowCount().isPresent() ? file.rowCount().getAsLong() : null,
          file.sizeBytes(),
          file.modified());
    }
    return rows;
  }
}
