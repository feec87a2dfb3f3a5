package io.moraine.cli;

import io.moraine.DataFile;
import io.moraine.Result;
import io.moraine.Rows;
import io.moraine.Session;
import io.moraine.cli.chart.Series;
import io.moraine.cli.chart.TextChart;
import io.moraine.cli.print.TerminalWidth;
import io.moraine.core.type.DataType.Primitive;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the files that hold a table's rows. */
@Command(
    name = "files",
    description = {
      "Show the files that hold a table's rows.",
      "--where takes a condition over path, partition, rows, size_bytes and modified."
    })
final class FilesCommand implements Runnable {
  // Read by the library that parses arguments.
  @SuppressWarnings("UnusedVariable")
  @Mixin
  private Help help;

  private static final int WIDTH = 80;

  @Spec private CommandSpec spec;
  @Mixin private Lake lake;
  @Mixin private Printing printing;
  @Mixin private At at;

  @Parameters(paramLabel = "TABLE", description = "A path or URI, or a name below --warehouse.")
  private String table;

  @Option(
      names = "--where",
      paramLabel = "CONDITION",
      description = "Only files for which this SQL condition is true.")
  private @Nullable String where;

  @Option(
      names = "--histogram",
      description = "Show how large files are, and the largest partitions, instead.")
  private boolean histogram;

  @Override
  public void run() {
    try (Session session = lake.session()) {
      List<DataFile> files = at.of(session.table(table)).files();
      if (histogram) {
        if (where != null) {
          throw new ParameterException(
              spec.commandLine(), "--histogram is of all files, --where chooses some");
        }
        show(files);
      } else if (where == null) {
        printing.print(rows(files).batches());
      } else {
        session.register("files", rows(files));
        try (Result chosen = session.sql("SELECT * FROM files WHERE " + where)) {
          printing.print(chosen.batches());
        }
      }
    }
  }

  private void show(List<DataFile> files) {
    PrintWriter out = printing.out();
    long bytes = files.stream().mapToLong(DataFile::sizeBytes).sum();
    out.printf("%,d files, %s%n", files.size(), Sizes.bytes(bytes));
    int width = Math.min(WIDTH, TerminalWidth.columns());
    TextChart.bars(FileHistogram.sizes(files), width).forEach(out::println);
    Series partitions = FileHistogram.partitions(files);
    if (!partitions.labels().isEmpty()) {
      out.println();
      out.println("Bytes of the largest partitions");
      TextChart.bars(partitions, width).forEach(out::println);
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
