package io.moraine.cli;

import io.moraine.Rows;
import io.moraine.Schemas;
import io.moraine.Session;
import io.moraine.Table;
import io.moraine.TableConvert;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a folder of Parquet files a table. */
@Command(
    name = "convert",
    description = "Make a folder of Parquet files a table where it is; no file is changed.")
final class ConvertCommand implements Runnable {
  // Read by the library that parses arguments.
  @SuppressWarnings("UnusedVariable")
  @Mixin
  private Help help;

  @Mixin private Lake lake;
  @Mixin private Printing printing;

  @Parameters(paramLabel = "FOLDER", description = "A path or URI.")
  private String folder;

  @Option(
      names = "--partition-by",
      paramLabel = "COLUMNS",
      description =
          "The columns whose values are in the names of folders, with their types, such as \"year"
              + " INT, city STRING\".")
  private @Nullable String partitions;

  @Option(
      names = "--no-statistics",
      description = "Take no bounds of columns from the files' footers into the log.")
  private boolean noStatistics;

  @Option(names = "--dry-run", description = "Only say what would be done.")
  private boolean dryRun;

  @Override
  public void run() {
    try (Session session = lake.session()) {
      TableConvert convert = session.convert(folder);
      if (partitions != null) {
        for (StructField field : Schemas.ofSql(partitions).fields()) {
          convert = convert.partitionColumn(field.name(), field.type());
        }
      }
      if (noStatistics) {
        convert = convert.withoutStatistics();
      }
      if (dryRun) {
        Rows plan = ResultTable.of("plan", Primitive.STRING);
        convert.dryRun().forEach(plan::add);
        printing.print(plan.batches());
        return;
      }
      Table table = convert.execute();
      printing.print(
          ResultTable.of("version", Primitive.LONG, "files", Primitive.LONG)
              .add(table.version(), table.snapshot().fileCount())
              .batches());
    }
  }
}
