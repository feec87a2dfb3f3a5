package io.moraine.cli;

import io.moraine.Session;
import io.moraine.TableOptions;
import io.moraine.core.store.StoreOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a command finds its tables. */
final class Lake {
  @Option(
      names = "--warehouse",
      paramLabel = "DIR",
      description = "Find tables by name in this folder, one folder a table.")
  private @Nullable String warehouse;

  @Option(
      names = "--store-option",
      paramLabel = "NAME=VALUE",
      description =
          "A setting of a store, such as s3.endpoint=https://host:9000; those that are secret are"
              + " better set in the environment.")
  private Map<String, String> storeOptions = new LinkedHashMap<>();

  @Option(
      names = "--allow-external-paths",
      description =
          "Read files that a table's log names outside of its folder, as that of a shallow clone"
              + " does.")
  private boolean externalPaths;

  @Option(
      names = "--ignore-checksums",
      description = "Read versions that contradict their checksums; their rows may be wrong.")
  private boolean noChecksums;

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      description =
          "What a statement may hold in memory, such as 512MB, before it writes temporary files;"
              + " six tenths of the heap by default.",
      converter = OptimizeCommand.SizeConverter.class)
  private @Nullable Long memoryBytes;

  /** The settings of stores. */
  StoreOptions stores() {
    return StoreOptions.ofProcess().with(storeOptions);
  }

  /** A session over the tables. */
  Session session() {
    TableOptions options = TableOptions.defaults().withStoreOptions(storeOptions);
    if (warehouse != null) {
      options = options.withWarehouse(warehouse);
    }
    if (memoryBytes != null) {
      options = options.withMemory(memoryBytes);
    }
    if (externalPaths) {
      options = options.allowExternalPaths();
    }
    return Session.open(noChecksums ? options.ignoreChecksums() : options);
  }
}
