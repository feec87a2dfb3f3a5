package io.moraine.cli;

import io.moraine.Commit;
import io.moraine.Rows;
import io.moraine.Session;
import io.moraine.Table;
import io.moraine.core.type.DataType.Primitive;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what was done to a table. */
@Command(
    name = "history",
    description =
        "Show what was done to a table, the newest first: rows and files that came (+), changed (~)"
            + " and went (-). With --format json or csv everything that the log tells.")
final class HistoryCommand implements Runnable {
  // Read by the library that parses arguments.
  @SuppressWarnings("UnusedVariable")
  @Mixin
  private Help help;

  @Mixin private Lake lake;
  @Mixin private Printing printing;
  @Mixin private At at;

  @Parameters(paramLabel = "TABLE", description = "A path or URI, or a name below --warehouse.")
  private String table;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "2147483647",
      showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER,
      description = "Only the newest N versions.")
  private int limit;

  @Override
  public void run() {
    try (Session session = lake.session()) {
      Table named = session.table(table);
      long last = at.of(named).version();
      List<Commit> history =
          named.history().stream().filter(commit -> commit.version() <= last).toList();
      List<Commit> newest = history.subList(0, Math.min(limit, history.size()));
      printing.print((printing.isForPeople() ? forPeople(newest) : rows(newest)).batches());
    }
  }

  private static Rows forPeople(List<Commit> history) {
    Rows rows =
        ResultTable.of(
            "version",
            Primitive.LONG,
            "committed",
            Primitive.TIMESTAMP,
            "operation",
            Primitive.STRING,
            "rows",
            Primitive.STRING,
            "files",
            Primitive.STRING,
            "details",
            Primitive.STRING);
    for (Commit commit : history) {
      rows.add(
          commit.version(),
          commit.timestamp(),
          commit.operation(),
          CommitText.rows(commit),
          CommitText.files(commit),
          CommitText.details(commit));
    }
    return rows;
  }

  private static Rows rows(List<Commit> history) {
    Rows rows =
        ResultTable.of(
            "version",
            Primitive.LONG,
            "timestamp",
            Primitive.TIMESTAMP,
            "operation",
            Primitive.STRING,
            "parameters",
            ResultTable.TEXTS,
            "metrics",
            ResultTable.TEXTS,
            "read_version",
            Primitive.LONG,
            "engine",
            Primitive.STRING,
            "user_metadata",
            Primitive.STRING);
    for (Commit commit : history) {
      rows.add(
          commit.version(),
          commit.timestamp(),
          commit.operation(),
          commit.parameters(),
          commit.metrics(),
          commit.readVersion().isPresent() ? commit.readVersion().getAsLong() : null,
          commit.engine().orElse(null),
          commit.userMetadata().orElse(null));
    }
    return rows;
  }
}
