package io.moraine.connector.spark;

import static io.moraine.connector.spark.TestSession.lake;
import static io.moraine.connector.spark.TestSession.rows;
import static io.moraine.connector.spark.TestSession.run;
import static io.moraine.connector.spark.TestSession.spark;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryProgress;
import org.apache.spark.sql.streaming.Trigger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamTest {
  @TempDir Path folder;

  /** Streams what there is from one table of the lake to another, and gives what Spark tells. */
  private StreamingQuery copy(String from, String to, Map<String, String> options)
      throws Exception {
    StreamingQuery query =
        spark()
            .readStream()
            .format("moraine")
            .options(options)
            .load(lake().resolve(from).toString())
            .writeStream()
            .format("moraine")
            .option("checkpointLocation", folder.resolve(to).toString())
            .trigger(Trigger.AvailableNow())
            .toTable("lake." + to);
    query.awaitTermination();
    return query;
  }

  private static long steps(StreamingQuery query) {
    return List.of(query.recentProgress()).stream()
        .filter(progress -> progress.numInputRows() > 0)
        .count();
  }

  @Test
  void rowsComeOnceAcrossRestartsInStepsOfFiles() throws Exception {
    run("CREATE TABLE lake.source (id BIGINT)");
    run("CREATE TABLE lake.copied_stream (id BIGINT)");
    for (int i = 0; i < 3; i++) {
      run(
          "INSERT INTO lake.source SELECT /*+ COALESCE(1) */ id FROM range(%d, %d)"
              .formatted(i * 10, i * 10 + 10));
    }
    StreamingQuery first = copy("source", "copied_stream", Map.of("maxFilesPerTrigger", "2"));
    assertThat(steps(first)).isEqualTo(2);
    StreamingQueryProgress progress = first.lastProgress();
    assertThat(progress.sources()[0].metrics()).containsEntry("versionsBehind", "0");
    run("INSERT INTO lake.source SELECT /*+ COALESCE(1) */ id FROM range(100, 110)");
    run("INSERT INTO lake.source SELECT /*+ COALESCE(1) */ id FROM range(110, 120)");
    assertThat(steps(copy("source", "copied_stream", Map.of("maxFilesPerTrigger", "1"))))
        .isEqualTo(2);
    copy("source", "copied_stream", Map.of());
    assertThat(rows("SELECT * FROM delta.`%s`".formatted(lake().resolve("copied_stream"))))
        .isEqualTo(rows("SELECT * FROM lake.source"))
        .hasSize(50);
  }

  @Test
  void aStepThatIsRepeatedIsWrittenOnce() throws Exception {
    run("CREATE TABLE lake.repeated AS SELECT id FROM range(10)");
    run("CREATE TABLE lake.repeated_copy (id BIGINT)");
    copy("repeated", "repeated_copy", Map.of());
    // As if the process had ended between the commit of the step and that of the checkpoint.
    for (String file : new String[] {"0", ".0.crc"}) {
      Path commit = folder.resolve("repeated_copy/commits").resolve(file);
      java.nio.file.Files.deleteIfExists(commit);
    }
    copy("repeated", "repeated_copy", Map.of());
    assertThat(rows("SELECT count(*), count(DISTINCT id) FROM lake.repeated_copy"))
        .containsExactly("[10, 10]");
  }

  @Test
  void rowsThatGoStopAStreamUnlessItIsToldOtherwise() throws Exception {
    run("CREATE TABLE lake.shrinking AS SELECT /*+ COALESCE(1) */ id FROM range(10)");
    run("DELETE FROM lake.shrinking WHERE id < 5");
    run("INSERT INTO lake.shrinking VALUES (77)");
    run("CREATE TABLE lake.shrinking_copy (id BIGINT)");
    assertThatThrownBy(() -> copy("shrinking", "shrinking_copy", Map.of("startingVersion", "0")))
        .hasStackTraceContaining("Version 1 of")
        .hasStackTraceContaining("set the option skipChangeCommits to pass over it");
    copy(
        "shrinking", "shrinking_copy", Map.of("startingVersion", "0", "skipChangeCommits", "true"));
    assertThat(rows("SELECT count(*), max(id) FROM lake.shrinking_copy"))
        .containsExactly("[11, 77]");
  }

  @Test
  void changesStreamAsTheyHappen() throws Exception {
    run(
        "CREATE TABLE lake.changing (id BIGINT, v STRING) TBLPROPERTIES"
            + " ('delta.enableChangeDataFeed'='true')");
    run("INSERT INTO lake.changing VALUES (1, 'a'), (2, 'b')");
    run("UPDATE lake.changing SET v = 'c' WHERE id = 2");
    StreamingQuery query =
        spark()
            .readStream()
            .format("moraine")
            .option("readChangeFeed", "true")
            .option("startingVersion", "1")
            .load(lake().resolve("changing").toString())
            .writeStream()
            .format("memory")
            .queryName("changing_stream")
            .trigger(Trigger.AvailableNow())
            .start();
    query.awaitTermination();
    assertThat(rows("SELECT id, v, _change_type, _commit_version FROM changing_stream"))
        .containsExactly(
            "[1, a, insert, 1]",
            "[2, b, insert, 1]",
            "[2, b, update_preimage, 2]",
            "[2, c, update_postimage, 2]");
  }
}
