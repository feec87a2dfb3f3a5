package io.moraine.spec.peers;

import io.moraine.spec.peers.CoreTables.CoreTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes the tables of {@link CoreTables} with delta-spark, and writes down what Spark reads in
 * them. To be run from this module's folder where one is new or another version of delta-spark is
 * in use; those named in the arguments, or all.
 */
final class CoreTablesGenerator {
  private CoreTablesGenerator() {}

  public static void main(String[] names) throws IOException {
    Path warehouse = Files.createTempDirectory("core-tables");
    try (Spark spark = new Spark(warehouse)) {
      for (CoreTable table : CoreTables.ALL) {
        if (names.length == 0 || List.of(names).contains(table.name())) {
          make(spark, table);
        }
      }
    } finally {
      remove(warehouse);
    }
  }

  private static void make(Spark spark, CoreTable table) throws IOException {
    Path folder = table.folder().toAbsolutePath();
    Path expected = table.rows(0).getParent();
    remove(folder);
    remove(expected);
    String name = "delta.`%s`".formatted(folder);
    table.statements().forEach(statement -> spark.run(statement.replace("%s", name)));
    Files.createDirectories(expected);
    for (long version = 0; hasVersion(folder, version); version++) {
      write(table.rows(version), spark.rows(table.query(folder, version)));
    }
    if (table.changesFrom() >= 0) {
      write(table.changes(), spark.rows(table.changesQuery(folder)));
    }
    clean(folder);
  }

  static boolean hasVersion(Path folder, long version) {
    return Files.exists(folder.resolve("_delta_log/%020d.json".formatted(version)));
  }

  private static void write(Path file, List<String> rows) throws IOException {
    Files.write(file, CoreTables.lines(rows));
  }

  /** Removes Hadoop's checksums, which no reader needs, and folders that are empty. */
  private static void clean(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        String name = path.getFileName().toString();
        boolean empty = false;
        if (Files.isDirectory(path)) {
          try (Stream<Path> list = Files.list(path)) {
            empty = list.findAny().isEmpty();
          }
        }
        if (empty || (name.startsWith(".") && name.endsWith(".crc"))) {
          Files.delete(path);
        }
      }
    }
  }

  private static void remove(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> walk = Files.walk(folder)) {
        for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
