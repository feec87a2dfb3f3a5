package io.moraine.spec.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.RemovableFile;
import io.moraine.Table;
import io.moraine.TableVacuum;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Moraine's VACUUM removes of a table, and what Spark's removes of a copy of it. */
class VacuumPeersTest {
  @TempDir static Path folder;

  private static Spark spark;

  @BeforeAll
  static void open() {
    spark = new Spark(folder.resolve("spark"));
    spark.session().conf().set("spark.databricks.delta.retentionDurationCheck.enabled", "false");
  }

  @AfterAll
  static void close() {
    spark.close();
  }

  /** A table with all that VACUUM has to tell apart, twice, the same to the byte. */
  private static void neglected(String name, Path ours, Path theirs) throws IOException {
    Path made = folder.resolve(name);
    String table = "delta.`%s`".formatted(made);
    spark.run(
        """
        CREATE TABLE %s (id BIGINT, `_part` STRING) USING DELTA PARTITIONED BY (`_part`)
        TBLPROPERTIES ('delta.enableDeletionVectors' = 'true',
          'delta.enableChangeDataFeed' = 'true')\
        """
            .formatted(table));
    spark.run("INSERT INTO %s SELECT id, concat('p ', id %% 2) FROM range(100)".formatted(table));
    spark.run("DELETE FROM %s WHERE id %% 10 = 3".formatted(table));
    spark.run("UPDATE %s SET `_part` = 'q/r' WHERE id < 20".formatted(table));
    spark.run("DELETE FROM %s WHERE id %% 10 = 4".formatted(table));
    spark.run("INSERT INTO %s VALUES (1000, 'p 0')".formatted(table));
    for (String orphan :
        List.of(
            "orphan.parquet",
            "_part=p%200/orphan.parquet",
            "_part=gone/orphan.parquet",
            "some/folder/orphan.bin",
            "_hidden/x",
            ".hidden",
            "_delta_index/x",
            "_change_data/old.parquet",
            "deletion_vector_00000000-0000-0000-0000-000000000000.bin")) {
      Files.createDirectories(made.resolve(orphan).getParent());
      Files.writeString(made.resolve(orphan), "x");
    }
    copy(made, ours);
    copy(made, theirs);
  }

  private static void copy(Path from, Path to) throws IOException {
    // A second ago: with a retention of no time, what is of this moment stays.
    FileTime earlier = FileTime.from(Instant.now().minusSeconds(3));
    try (Stream<Path> walk = Files.walk(from)) {
      for (Path path : walk.toList()) {
        Path target = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else {
          Files.copy(path, target);
          Files.setLastModifiedTime(target, earlier);
        }
      }
    }
  }

  /**
   * All files but those of the log, and those which Hadoop's local file system keeps beside others.
   */
  private static List<String> files(Path table) throws IOException {
    try (Stream<Path> walk = Files.walk(table)) {
      return walk.filter(Files::isRegularFile)
          .map(file -> table.relativize(file).toString())
          .filter(name -> !name.startsWith("_delta_log") && !name.endsWith(".crc"))
          .sorted()
          .toList();
    }
  }

  private static TableVacuum vacuum(Path table) {
    return Table.open(table).vacuum().retain(Duration.ZERO).allowShortRetention();
  }

  @Test
  void fullRemovesTheFilesThatSparksRemoves() throws Exception {
    Path ours = folder.resolve("ours");
    Path theirs = folder.resolve("theirs");
    neglected("made", ours, theirs);
    List<String> before = files(ours);
    List<String> planned =
        vacuum(ours).dryRun().stream().map(RemovableFile::path).sorted().toList();
    assertThat(vacuum(ours).execute().removedFiles()).isEqualTo(planned.size());
    spark.run("VACUUM delta.`%s` RETAIN 0 HOURS".formatted(theirs));

    assertThat(files(ours)).isEqualTo(files(theirs)).hasSizeLessThan(before.size());
    List<String> left = files(ours);
    assertThat(before.stream().filter(file -> !left.contains(file)).toList()).isEqualTo(planned);
    assertSame(ours, theirs);
    assertThat(lastTwo(ours)).isEqualTo(lastTwo(theirs));
    // Spark does not tell after which version a LITE run may begin; it then reads all commits.
    assertThat(hint(theirs)).isEqualToIgnoringWhitespace("{}");
    assertThat(hint(ours)).isEqualTo("{\"latestCommitVersionOutsideOfRetentionWindow\":5}");
  }

  @Test
  void liteRemovesTheFilesThatSparksRemovesAndEachGoesOnAfterTheOther() throws Exception {
    Path ours = folder.resolve("ours lite");
    Path theirs = folder.resolve("theirs lite");
    neglected("made lite", ours, theirs);
    vacuum(ours).lite().execute();
    spark.run("VACUUM delta.`%s` LITE RETAIN 0 HOURS".formatted(theirs));

    assertThat(files(ours)).isEqualTo(files(theirs)).contains("orphan.parquet");
    assertSame(ours, theirs);
    for (Path table : List.of(ours, theirs)) {
      spark.run("DELETE FROM delta.`%s` WHERE id = 1000".formatted(table));
    }
    int left = files(ours).size();
    spark.run("VACUUM delta.`%s` LITE RETAIN 0 HOURS".formatted(ours));
    vacuum(theirs).lite().execute();
    assertThat(files(ours)).hasSameSizeAs(files(theirs)).hasSizeLessThan(left);
    assertSame(ours, theirs);
  }

  /** What the last two commits say they did. */
  private static List<String> lastTwo(Path table) {
    return spark
        .session()
        .sql("DESCRIBE HISTORY delta.`%s` LIMIT 2".formatted(table))
        .selectExpr(
            "operation",
            "sort_array(map_keys(operationParameters))",
            "sort_array(map_keys(operationMetrics))")
        .collectAsList()
        .stream()
        .map(Object::toString)
        .toList();
  }

  private static String hint(Path table) throws IOException {
    return Files.readString(table.resolve("_delta_log/_last_vacuum_info"));
  }

  private static void assertSame(Path ours, Path theirs) {
    String all = "SELECT * FROM delta.`%s`";
    List<String> expected = spark.rows(all.formatted(theirs));
    assertThat(expected).isNotEmpty();
    assertThat(spark.rows(all.formatted(ours))).isEqualTo(expected);
    try (var session = Sessions.open(folder)) {
      assertThat(Moraine.rows(session, all.formatted(ours))).isEqualTo(expected);
      assertThat(Moraine.rows(session, all.formatted(theirs))).isEqualTo(expected);
    }
  }
}
