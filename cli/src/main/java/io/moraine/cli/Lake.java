package io.moraine.cli;

import io.moraine.Session;
import io.moraine.TableOptions;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a command finds its tables. */
final class Lake {
  @Option(
      names = "--warehouse",
      paramLabel = "DIR",
      description = "Find tables by name in this folder, one folder a table.")
  private @Nullable Path warehouse;

  /** A session over the tables. */
  Session session() {
    TableOptions options = TableOptions.defaults();
    return Session.open(warehouse == null ? options : options.withWarehouse(warehouse));
  }
}
