package io.moraine.spec.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.ManifestResult;
import io.moraine.Result;
import io.moraine.Session;
import io.moraine.Table;
import io.moraine.TableOptions;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.error.UnsupportedFeatureException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The manifests that Moraine generates of a table, and those that Spark does. */
class ManifestPeersTest {
  @TempDir static Path folder;

  private static Spark spark;

  @BeforeAll
  static void open() {
    spark = new Spark(folder.resolve("spark"));
  }

  @AfterAll
  static void close() {
    spark.close();
  }

  private static String made(Path path, String clauses) {
    String table = "delta.`%s`".formatted(path);
    spark.run("CREATE TABLE %s (id BIGINT, part STRING) USING DELTA %s".formatted(table, clauses));
    spark.run(
        "INSERT INTO %s SELECT id, if(id < 4, 'p ' || id %% 2 || '=', NULL) FROM range(6)"
            .formatted(table));
    return table;
  }

  /** The lists below the folder of manifests by their places, each in order; then none is left. */
  private static Map<String, List<String>> taken(Path table) throws IOException {
    Path manifests = table.resolve("_symlink_format_manifest");
    Map<String, List<String>> lists = new TreeMap<>();
    try (Stream<Path> files = Files.walk(manifests)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (file.endsWith("manifest")) {
          lists.put(
              manifests.relativize(file).toString(),
              Files.readAllLines(file).stream().sorted().toList());
        }
        Files.delete(file);
      }
    }
    return lists;
  }

  private static void run(Session session, String statement) {
    try (Result result = session.sql(statement)) {
      assertThat(result.count()).isNotNegative();
    }
  }

  @Test
  void theListsAreThoseThatSparkWrites() throws IOException {
    for (String clauses : List.of("", "PARTITIONED BY (part)")) {
      Path path = folder.resolve("a table " + clauses.length());
      String table = made(path, clauses);
      spark.run("GENERATE symlink_format_manifest FOR TABLE " + table);
      Map<String, List<String>> sparks = taken(path);

      ManifestResult result = Table.open(path).generateManifest();
      assertThat(taken(path)).isEqualTo(sparks).hasSize(clauses.isEmpty() ? 1 : 3);
      assertThat(result.version()).isEqualTo(1);
      assertThat(result.files())
          .isEqualTo(sparks.values().stream().mapToLong(List::size).sum())
          .isEqualTo(Table.open(path).snapshot().fileCount());
    }
  }

  @Test
  void listsOfPartitionsThatAreNoMoreGo() throws IOException {
    Path path = folder.resolve("shrinking");
    String table = made(path, "PARTITIONED BY (part)");
    try (Session session = Session.open(TableOptions.defaults())) {
      run(session, "GENERATE symlink_format_manifest FOR TABLE " + table);
      run(session, "DELETE FROM %s WHERE part IS NULL".formatted(table));
      Table after = session.table(path.toString());
      assertThat(after.generateManifest())
          .isEqualTo(new ManifestResult(2, 2, after.snapshot().fileCount(), 1));
      assertThat(taken(path)).containsOnlyKeys("part=p 0%3D/manifest", "part=p 1%3D/manifest");

      assertThatThrownBy(() -> run(session, "GENERATE hudi FOR TABLE " + table))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("Cannot generate 'hudi': there is only symlink_format_manifest");
    }
  }

  @Test
  void tablesWhoseFilesDoNotTellTheirRowsAreRefused() {
    Path deleted = folder.resolve("deleted");
    String table = made(deleted, "TBLPROPERTIES ('delta.enableDeletionVectors' = 'true')");
    Table.open(deleted).generateManifest();
    spark.run("DELETE FROM %s WHERE id = 1".formatted(table));
    assertThatThrownBy(() -> Table.open(deleted).generateManifest())
        .isInstanceOf(UnsupportedFeatureException.class)
        .hasMessageContaining("1 of its files have deletion vectors");
    Table.open(deleted).optimize().purge().execute();
    assertThat(Table.open(deleted).generateManifest().manifests()).isEqualTo(1);

    Path mapped = folder.resolve("mapped");
    made(mapped, "TBLPROPERTIES ('delta.columnMapping.mode' = 'name')");
    assertThatThrownBy(() -> Table.open(mapped).generateManifest())
        .isInstanceOf(UnsupportedFeatureException.class)
        .hasMessageContaining("delta.columnMapping.mode");
  }
}
