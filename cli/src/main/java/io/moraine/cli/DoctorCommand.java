package io.moraine.cli;

import io.moraine.Advice;
import io.moraine.Rows;
import io.moraine.Session;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Says what could be better about a table. */
@Command(
    name = "doctor",
    description = {
      "Say what could be better about a table, the worst first, with the command that mends it.",
      "",
      "Reads the log and the statistics in it, no data files; fsck checks these."
    })
final class DoctorCommand implements Runnable {
  // Read by the library that parses arguments.
  @SuppressWarnings("UnusedVariable")
  @Mixin
  private Help help;

  private static final DataType FIGURES =
      new DataType.MapOf(Primitive.STRING, Primitive.LONG, false);

  @Mixin private Lake lake;
  @Mixin private Printing printing;

  @Parameters(paramLabel = "TABLE", description = "A path or URI, or a name below --warehouse.")
  private String table;

  @Override
  public void run() {
    try (Session session = lake.session()) {
      List<Advice> advice = session.table(table).doctor();
      if (printing.isForPeople()) {
        show(advice);
        return;
      }
      Rows rows =
          ResultTable.of(
              "severity",
              Primitive.STRING,
              "subject",
              Primitive.STRING,
              "problem",
              Primitive.STRING,
              "figures",
              FIGURES,
              "command",
              Primitive.STRING);
      for (Advice one : advice) {
        rows.add(
            one.severity(),
            one.subject(),
            one.problem(),
            one.figures(),
            one.command().orElse(null));
      }
      printing.print(rows.batches());
    }
  }

  /** In lines that can be copied, which a table of so wide columns would break. */
  private void show(List<Advice> advice) {
    if (advice.isEmpty()) {
      printing.out().println("Nothing to mend.");
    }
    for (Advice one : advice) {
      printing.out().printf("%-6s %s: %s%n", one.severity(), one.subject(), one.problem());
      one.command().ifPresent(command -> printing.out().printf("       %s%n", command));
    }
  }
}
