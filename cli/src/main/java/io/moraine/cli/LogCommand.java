package io.moraine.cli;

import io.moraine.Commit;
import io.moraine.Rows;
import io.moraine.Session;
import io.moraine.SystemEnvironment;
import io.moraine.Table;
import io.moraine.core.json.JsonReader;
import io.moraine.core.store.ObjectStore;
import io.moraine.core.store.Stores;
import io.moraine.core.type.DataType.Primitive;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows a table's log as it is: the actions of each version. */
@Command(
    name = "log",
    description =
        "Show the actions in a table's log, oldest version first; with --format json as they are.")
final class LogCommand implements Runnable {
  // Read by the library that parses arguments.
  @SuppressWarnings("UnusedVariable")
  @Mixin
  private Help help;

  @Mixin private Lake lake;
  @Mixin private Printing printing;

  @Parameters(paramLabel = "TABLE", description = "A path or URI, or a name below --warehouse.")
  private String name;

  @Option(names = "--version", paramLabel = "N", description = "Only this version.")
  private @Nullable Long version;

  @Option(
      names = "--graph",
      description =
          "Show one line a version instead, the newest first, with the version that each writer had"
              + " read: who wrote at the same time stands beside each other.")
  private boolean graph;

  @Override
  public void run() {
    try (Session session = lake.session()) {
      Table table = session.table(name);
      if (graph) {
        LogGraph.lines(table.history()).forEach(printing.out()::println);
        return;
      }
      List<Long> versions = new ArrayList<>();
      table.history().stream().map(Commit::version).forEach(versions::add);
      Collections.reverse(versions);
      if (version != null) {
        table.snapshot(version);
        versions.retainAll(List.of(version));
      }
      try (ObjectStore store =
          Stores.open(
              Stores.location(table.location()), lake.stores(), SystemEnvironment.shared())) {
        boolean people = printing.isForPeople();
        Rows rows =
            ResultTable.of(
                "version", Primitive.LONG, "action", Primitive.STRING, "content", Primitive.STRING);
        for (long each : versions) {
          String key = "_delta_log/%020d.json".formatted(each);
          String text = new String(store.read(key), StandardCharsets.UTF_8);
          text.lines()
              .filter(line -> !line.isBlank())
              .forEach(line -> show(rows, each, line, people));
        }
        if (people || printing.isToFile()) {
          printing.print(rows.batches());
        }
      }
    }
  }

  private void show(Rows rows, long of, String line, boolean people) {
    if (!people && !printing.isToFile()) {
      // The action's own text, with the version in front.
      printing.out().println("{\"version\":%d,%s".formatted(of, line.strip().substring(1)));
      return;
    }
    JsonReader json = JsonReader.of(line, "version " + of);
    json.beginObject();
    String action = json.nextField();
    rows.add(of, action == null ? "" : action, action == null ? "" : json.raw());
  }
}
