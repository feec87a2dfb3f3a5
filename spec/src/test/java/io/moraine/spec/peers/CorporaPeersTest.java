package io.moraine.spec.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.moraine.core.error.MoraineException;
import io.moraine.engine.session.SqlSession;
import io.moraine.spec.conformance.Corpora;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In every version of other writers' tables that Spark can read, Moraine sees what Spark sees. */
@Tag("slow")
class CorporaPeersTest {
  @TempDir static Path folder;

  /**
   * Its compacted commits hold several actions of one file, which the protocol does not allow, and
   * Spark takes another one than the last: rows that its own commits changed are as they were.
   * {@code ConformanceTest} holds Moraine to what the commits come to.
   */
  private static final String NOT_RECONCILED = "compacted-log-files-table";

  @Test
  void rowsAreThoseOfSpark() throws IOException {
    assumeTrue(
        Files.isDirectory(Corpora.folder()),
        "The tables of other writers are not in " + Corpora.folder());
    List<String> problems = new ArrayList<>();
    Map<String, String> refusedBySpark = new TreeMap<>();
    int same = 0;
    try (SqlSession moraine = Sessions.open(folder);
        Spark spark = new Spark(folder.resolve("spark"))) {
      for (Path table : tables()) {
        if (table.endsWith(NOT_RECONCILED)) {
          continue;
        }
        for (long version : versions(table)) {
          String query = "SELECT * FROM delta.`%s` VERSION AS OF %d".formatted(table, version);
          List<String> expected;
          try {
            expected = spark.rows(query);
          } catch (Exception e) {
            refusedBySpark.put(
                query, String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
            continue;
          }
          try {
            List<String> rows = Moraine.rows(moraine, query);
            if (rows.equals(expected)) {
              same++;
            } else {
              problems.add(query + ": " + difference(rows, expected));
            }
          } catch (MoraineException e) {
            problems.add(query + ": " + e.getMessage());
          }
        }
      }
    }
    assertThat(problems)
        .as("%d versions are the same; Spark refuses %s", same, refusedBySpark)
        .isEmpty();
    assertThat(same).isGreaterThan(100);
  }

  private static String difference(List<String> rows, List<String> expected) {
    for (int i = 0; i < Math.min(rows.size(), expected.size()); i++) {
      if (!rows.get(i).equals(expected.get(i))) {
        return "row %s, Spark has %s".formatted(rows.get(i), expected.get(i));
      }
    }
    return "%d rows, Spark has %d".formatted(rows.size(), expected.size());
  }

  private static List<Path> tables() throws IOException {
    try (Stream<Path> walk = Files.walk(Corpora.folder(), 5)) {
      return walk.filter(path -> path.getFileName().toString().equals("_delta_log"))
          .map(Path::getParent)
          .sorted()
          .toList();
    }
  }

  /** The first, the last and some between: Spark takes its time. */
  private static List<Long> versions(Path table) throws IOException {
    try (Stream<Path> list = Files.list(table.resolve("_delta_log"))) {
      List<Long> all =
          list.map(path -> path.getFileName().toString())
              .filter(name -> name.matches("\\d{20}\\.json"))
              .map(name -> Long.parseLong(name.substring(0, 20)))
              .sorted()
              .toList();
      int step = Math.max(1, all.size() / 3);
      List<Long> some = new ArrayList<>();
      for (int i = all.size() - 1; i >= 0; i -= step) {
        some.add(all.get(i));
      }
      return some;
    }
  }
}
