package io.moraine.spec.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.cli.Main;
import io.moraine.engine.session.SqlSession;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * delta-kernel and delta-spark see what the quickstart wrote, at every version, as Moraine does.
 */
class QuickstartPeersTest {
  @TempDir static Path folder;

  @Test
  void everyVersionOfBothTablesHasTheSameRowsForAllThree() throws Exception {
    Path quickstart = folder.resolve("quickstart");
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status =
        Main.run(
            new String[] {"quickstart", quickstart.toString()},
            new PrintWriter(out),
            new PrintWriter(err));
    assertThat(status).as(err.toString()).isZero();

    Kernel kernel = new Kernel();
    List<String> counts = new ArrayList<>();
    try (SqlSession moraine = Sessions.open(quickstart.resolve("lake"));
        Spark spark = new Spark(folder.resolve("spark"))) {
      for (String table : List.of("flights", "airports")) {
        String path = quickstart.resolve("lake").resolve(table).toString();
        long latest = kernel.latestVersion(path);
        for (long version = 0; version <= latest; version++) {
          List<String> own =
              Moraine.rows(moraine, "SELECT * FROM %s VERSION AS OF %d".formatted(table, version));
          List<String> byKernel = kernel.rows(path, version);
          List<String> bySpark =
              spark.rows("SELECT * FROM delta.`%s` VERSION AS OF %d".formatted(path, version));
          assertThat(byKernel).as("kernel, %s version %d", table, version).isEqualTo(own);
          assertThat(bySpark).as("spark, %s version %d", table, version).isEqualTo(own);
          counts.add(
              "%s v%d: moraine %d, kernel %d, spark %d"
                  .formatted(table, version, own.size(), byKernel.size(), bySpark.size()));
        }
      }
    }
    assertThat(counts)
        .contains(
            "flights v32: moraine 20000, kernel 20000, spark 20000",
            "flights v33: moraine 20002, kernel 20002, spark 20002",
            "flights v34: moraine 20002, kernel 20002, spark 20002");
    System.out.println("Rows of the quickstart's tables by version:");
    counts.forEach(System.out::println);
  }
}
