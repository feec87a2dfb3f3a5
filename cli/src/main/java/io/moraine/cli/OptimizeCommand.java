package io.moraine.cli;

import io.moraine.OptimizeResult;
import io.moraine.Rows;
import io.moraine.Session;
import io.moraine.TableOptimize;
import io.moraine.core.type.DataType.Primitive;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** Joins a table's small files. */
@Command(
    name = "optimize",
    description = "Join a table's small files into larger ones; the rows stay the same.")
final class OptimizeCommand implements Runnable {
  // Read by the library that parses arguments.
  @SuppressWarnings("UnusedVariable")
  @Mixin
  private Help help;

  @Mixin private Lake lake;
  @Mixin private Printing printing;

  @Parameters(paramLabel = "TABLE", description = "A path or URI, or a name below --warehouse.")
  private String table;

  @Option(
      names = "--where",
      paramLabel = "CONDITION",
      description = "Only partitions for which this SQL condition is true.")
  private @Nullable String where;

  @Option(
      names = "--target-size",
      paramLabel = "SIZE",
      description = "About how large files become, such as 128MB.",
      converter = SizeConverter.class)
  private @Nullable Long targetBytes;

  @Option(names = "--dry-run", description = "Only say what would be done.")
  private boolean dryRun;

  @Override
  public void run() {
    try (Session session = lake.session()) {
      TableOptimize optimize = session.table(table).optimize();
      if (where != null) {
        optimize = optimize.where(where);
      }
      if (targetBytes != null) {
        optimize = optimize.targetSize(targetBytes);
      }
      if (dryRun) {
        Rows plan = ResultTable.of("plan", Primitive.STRING);
        optimize.dryRun().forEach(plan::add);
        printing.print(plan.batches());
        return;
      }
      OptimizeResult result = optimize.execute();
      printing.print(
          ResultTable.of(
                  "version",
                  Primitive.LONG,
                  "removed_files",
                  Primitive.LONG,
                  "removed_bytes",
                  Primitive.LONG,
                  "added_files",
                  Primitive.LONG,
                  "added_bytes",
                  Primitive.LONG)
              .add(
                  result.version().isPresent() ? result.version().getAsLong() : null,
                  result.removedFiles(),
                  result.removedBytes(),
                  result.addedFiles(),
                  result.addedBytes())
              .batches());
    }
  }

  /** Reads sizes with a unit. */
  static final class SizeConverter implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
      try {
        return Sizes.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
