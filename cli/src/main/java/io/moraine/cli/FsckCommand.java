package io.moraine.cli;

import io.moraine.Finding;
import io.moraine.Rows;
import io.moraine.Session;
import io.moraine.TableFsck;
import io.moraine.core.type.DataType.Primitive;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks a table against its files. */
@Command(
    name = "fsck",
    description =
        "Check a table: files that are gone or cannot be read, statistics that lie, broken"
            + " checkpoints, wrong checksums, files that no version needs.")
final class FsckCommand implements Runnable {
  // Read by the library that parses arguments.
  @SuppressWarnings("UnusedVariable")
  @Mixin
  private Help help;

  @Spec private CommandSpec spec;
  @Mixin private Lake lake;
  @Mixin private Printing printing;

  @Parameters(paramLabel = "TABLE", description = "A path or URI, or a name below --warehouse.")
  private String table;

  @Option(names = "--quick", description = "Read footers, but no rows.")
  private boolean quick;

  @Option(
      names = "--statistics",
      description =
          "Also find files without the statistics that the table's properties ask for; --repair"
              + " adds them.")
  private boolean statistics;

  @Option(
      names = "--repair",
      description =
          "Mend what can be mended; what is replaced is kept below _delta_log/_repaired/.")
  private boolean repair;

  @Override
  public void run() {
    if (quick && statistics) {
      throw new ParameterException(
          spec.commandLine(), "Statistics are of rows, which --quick does not read");
    }
    try (Session session = lake.session()) {
      TableFsck fsck = session.table(table).fsck();
      fsck = quick ? fsck.footersOnly() : statistics ? fsck.withStatistics() : fsck;
      List<Finding> findings = repair ? fsck.repair() : fsck.check();
      Rows rows =
          ResultTable.of(
              "kind",
              Primitive.STRING,
              "path",
              Primitive.STRING,
              "problem",
              Primitive.STRING,
              "remedy",
              Primitive.STRING);
      findings.forEach(
          finding -> rows.add(finding.kind(), finding.path(), finding.problem(), finding.remedy()));
      printing.print(rows.batches());
    }
  }
}
