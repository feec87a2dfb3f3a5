package io.moraine.connector.spark;

import static io.moraine.connector.spark.TestSession.lake;
import static io.moraine.connector.spark.TestSession.rows;
import static io.moraine.connector.spark.TestSession.run;
import static io.moraine.connector.spark.TestSession.spark;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Spark does beside SQL, on tables of the lake. */
class RestOfSparkTest {
  @TempDir static Path folder;

  @BeforeAll
  static void makeTable() {
    run("CREATE TABLE lake.rest AS SELECT id, 'name ' || id AS name FROM range(10)");
  }

  @Test
  void rddsHaveTheRows() {
    List<Row> collected = spark().table("lake.rest").where("id > 6").javaRDD().collect();
    assertThat(collected.stream().map(row -> row.getLong(0))).containsExactlyInAnyOrder(7L, 8L, 9L);
  }

  @Test
  void datasetsHaveTypes() {
    MapFunction<Long, String> text = id -> "<" + id + ">";
    assertThat(
            spark()
                .table("lake.rest")
                .select("id")
                .as(Encoders.LONG())
                .map(text, Encoders.STRING())
                .collectAsList())
        .contains("<0>", "<9>")
        .hasSize(10);
  }

  @Test
  void tablesJoinWithOtherSources() {
    String parquet = folder.resolve("other").toString();
    spark().sql("SELECT id, id * id AS square FROM range(5)").write().parquet(parquet);
    assertThat(
            rows(
                "SELECT t.name, o.square FROM lake.rest t JOIN parquet.`%s` o ON t.id = o.id WHERE o.square > 5"
                    .formatted(parquet)))
        .containsExactly("[name 3, 9]", "[name 4, 16]");
  }

  @Test
  void filesThatAreGoneAreNamedWithTheWayOut() throws IOException {
    run("CREATE TABLE lake.gone AS SELECT /*+ COALESCE(1) */ id FROM range(3)");
    var read = spark().table("lake.gone");
    try (Stream<Path> files = Files.list(lake().resolve("gone"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".parquet")).toList()) {
        Files.delete(file);
      }
    }
    assertThatThrownBy(read::collectAsList)
        .hasStackTraceContaining("at version 0 is gone: VACUUM may have removed it since")
        .hasStackTraceContaining("Load the table again");
  }
}
