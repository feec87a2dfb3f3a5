package io.moraine.connector.spark;

import static io.moraine.connector.spark.TestSession.lake;
import static io.moraine.connector.spark.TestSession.rows;
import static io.moraine.connector.spark.TestSession.run;
import static io.moraine.connector.spark.TestSession.spark;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ChangesTest {
  private static String path;

  /** A table that Delta's connector changes, with deletion vectors and recorded changes. */
  @BeforeAll
  static void makeTable() {
    path = lake().resolve("changed").toString();
    String table = "delta.`%s`".formatted(path);
    run(
        "CREATE TABLE %s (id BIGINT, v STRING) USING delta TBLPROPERTIES ('delta.enableChangeDataFeed'='true', 'delta.enableDeletionVectors'='true')"
            .formatted(table));
    run("INSERT INTO %s SELECT id, 'v' || id FROM range(5)".formatted(table));
    run("UPDATE %s SET v = 'new' WHERE id = 2".formatted(table));
    run("DELETE FROM %s WHERE id < 2".formatted(table));
  }

  @Test
  void changesReadAsDeltaReadsThem() {
    String columns = "SELECT id, v, _change_type, _commit_version, _commit_timestamp FROM ";
    spark()
        .read()
        .format("moraine")
        .option("readChangeFeed", "true")
        .option("startingVersion", 1)
        .load(path)
        .createOrReplaceTempView("changes");
    assertThat(rows(columns + "changes"))
        .isEqualTo(rows(columns + "table_changes_by_path('%s', 1)".formatted(path)))
        .hasSize(9);
    assertThat(rows("SELECT id FROM changes WHERE _change_type = 'delete' AND _commit_version = 3"))
        .containsExactly("[0]", "[1]");
  }

  @Test
  void rangesEndWhereTheyAreToldTo() {
    assertThat(
            rows(
                spark()
                    .read()
                    .format("moraine")
                    .option("readChangeFeed", "true")
                    .option("startingVersion", 2)
                    .option("endingVersion", 2)
                    .load(path)
                    .select("_change_type", "v")))
        .containsExactly("[update_postimage, new]", "[update_preimage, v2]");
  }

  @Test
  void badRangesAreNamed() {
    assertThatThrownBy(
            () ->
                spark()
                    .read()
                    .format("moraine")
                    .option("readChangeFeed", "true")
                    .load(path)
                    .count())
        .hasStackTraceContaining("Changes need a start: the option startingVersion");
    assertThatThrownBy(
            () ->
                spark()
                    .read()
                    .format("moraine")
                    .option("readChangeFeed", "true")
                    .option("startingVersion", 9)
                    .load(path)
                    .count())
        .hasStackTraceContaining("cannot start at version 9: the latest is 3");
  }
}
