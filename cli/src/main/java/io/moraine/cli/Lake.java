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

  @Option(
      names = "--allow-external-paths",
      description =
          "Read files that a table's log names outside of its folder, as that of a shallow clone does.")
  private boolean externalPaths;

  @Option(
      names = "--ignore-checksums",
      description = "Read versions that contradict their checksums; their rows may be wrong.")
  private boolean noChecksums;

  /** A session over the tables. */
  Session session() {
    TableOptions options = TableOptions.defaults();
    if (warehouse != null) {
      options = options.withWarehouse(warehouse);
    }
    if (externalPaths) {
      options = options.allowExternalPaths();
    }
    return Session.open(noChecksums ? options.ignoreChecksums() : options);
  }
}
