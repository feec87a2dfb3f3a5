package io.moraine.cli;

import io.moraine.OptimizeResult;
import io.moraine.Rows;
import io.moraine.Session;
import io.moraine.TableOptimize;
import io.moraine.core.type.DataType.Primitive;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Joins a table's small files. */
@Command(
    name = "optimize",
    description =
        "Join a table's small files into larger ones, or order its rows by columns; they stay the"
            + " same.")
final class OptimizeCommand implements Runnable {
  // Read by the library that parses arguments.
  @SuppressWarnings("UnusedVariable")
  @Mixin
  private Help help;

  @Spec private CommandSpec spec;

  @Mixin private Lake lake;
  @Mixin private Printing printing;

  @Parameters(paramLabel = "TABLE", description = "A path or URI, or a name below --warehouse.")
  private String table;

  @Option(
      names = "--where",
      paramLabel = "CONDITION",
      description = "Only files in which there may be rows for which this SQL condition is true.")
  private @Nullable String where;

  @Option(
      names = "--zorder-by",
      paramLabel = "COLUMN",
      split = ",",
      description =
          "Put rows near each other that are alike in all of these columns, separated by commas.")
  private @Nullable List<String> zorderBy;

  @Option(names = "--full", description = "Cluster all rows of a clustered table anew.")
  private boolean full;

  @Option(
      names = "--purge",
      description =
          "Rewrite just the files with rows that were deleted or columns that were dropped.")
  private boolean purge;

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
      optimize = withGoal(optimize);
      if (targetBytes != null) {
        optimize = optimize.targetSize(targetBytes);
      }
      if (dryRun) {
        Rows plan = ResultTable.of("plan", Primitive.STRING);
        optimize.dryRun().forEach(plan::add);
        printing.print(plan.batches());
        return;
      }
      try (ProgressBar bar = new ProgressBar("optimize", printing.err())) {
        print(optimize.onProgress(bar::show).execute());
      }
    }
  }

  private TableOptimize withGoal(TableOptimize optimize) {
    int goals = (zorderBy != null ? 1 : 0) + (full ? 1 : 0) + (purge ? 1 : 0);
    if (goals > 1) {
      throw new ParameterException(
          spec.commandLine(), "Of --zorder-by, --full and --purge only one can be given");
    }
    if (zorderBy != null) {
      return optimize.zorderBy(zorderBy.toArray(new String[0]));
    }
    return full ? optimize.full() : purge ? optimize.purge() : optimize;
  }

  private void print(OptimizeResult result) {
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
                Primitive.LONG,
                "overlap_before",
                Primitive.DOUBLE,
                "overlap_after",
                Primitive.DOUBLE)
            .add(
                result.version().isPresent() ? result.version().getAsLong() : null,
                result.removedFiles(),
                result.removedBytes(),
                result.addedFiles(),
                result.addedBytes(),
                result.overlap().map(OptimizeResult.Overlap::before).orElse(null),
                result.overlap().map(OptimizeResult.Overlap::after).orElse(null))
            .batches());
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
