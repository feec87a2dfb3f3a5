package io.moraine.connector.spark;

import static io.moraine.connector.spark.TestSession.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tables that others wrote read as Delta's own connector reads them. */
class CorporaTest {
  private static final List<String> SAMPLE =
      List.of(
          "dat/all_primitive_types/delta",
          "dat/column_mapping/delta",
          "dat/deletion_vectors/delta",
          "dat/nested_types/delta",
          "delta-golden/data-reader-partition-values",
          "delta-golden/kernel-timestamp-INT96",
          "delta-golden/parquet-all-types",
          "delta-golden/type-widening",
          "delta-golden/v2-checkpoint-json");

  private static Path folder() {
    String named =
        Optional.ofNullable(System.getProperty("moraine.corpora"))
            .or(() -> Optional.ofNullable(System.getenv("MORAINE_CORPORA")))
            .orElse("../../../shared/corpora");
    return Path.of(named).toAbsolutePath().normalize();
  }

  private static void assertSame(Path table) {
    assertThat(rows("SELECT * FROM moraine.`%s`".formatted(table)))
        .as(table.toString())
        .isEqualTo(rows("SELECT * FROM delta.`%s`".formatted(table)));
  }

  @Test
  void aSampleReadsAsDeltaReadsIt() {
    assumeTrue(Files.isDirectory(folder()), "The tables of other writers are not in " + folder());
    SAMPLE.forEach(name -> assertSame(folder().resolve(name)));
  }

  @Test
  @Tag("slow")
  void allThatDeltaReadsReadsTheSame() throws IOException {
    assumeTrue(Files.isDirectory(folder()), "The tables of other writers are not in " + folder());
    List<Path> tables;
    try (Stream<Path> walk = Files.walk(folder(), 5)) {
      tables =
          walk.filter(path -> path.getFileName().toString().equals("_delta_log"))
              .map(Path::getParent)
              .sorted()
              .toList();
    }
    int same = 0;
    for (Path table : tables) {
      if (deltaReads(table)) {
        assertSame(table);
        same++;
      }
    }
    assertThat(same).isGreaterThan(50);
  }

  private static boolean deltaReads(Path table) {
    try {
      rows("SELECT * FROM delta.`%s`".formatted(table));
      return true;
    } catch (Exception refused) {
      return false;
    }
  }
}
