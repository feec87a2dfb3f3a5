package io.moraine.cli;

import io.moraine.Finding;
import io.moraine.Rows;
import io.moraine.Session;
import io.moraine.TableFsck;
import io.moraine.core.type.DataType.Primitive;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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

  @Mixin private Lake lake;
  @Mixin private Printing printing;

  @Parameters(paramLabel = "TABLE", description = "A path or URI, or a name below --warehouse.")
  private String table;

  @Option(names = "--quick", description = "Read footers, but no rows.")
  private boolean quick;

  @Option(
      names = "--repair",
      description =
          "Mend what can be mended; what is replaced is kept below _delta_log/_repaired/.")
  private boolean repair;

  @Override
  public void run() {
    try (Session session = lake.session()) {
      TableFsck fsck = session.table(table).fsck();
      fsck = quick ? fsck.footersOnly() : fsck;
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
