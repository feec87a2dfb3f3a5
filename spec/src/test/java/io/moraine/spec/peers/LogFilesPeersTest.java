package io.moraine.spec.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.env.Environment;
import io.moraine.core.store.LocalStore;
import io.moraine.core.store.ObjectStore;
import io.moraine.engine.session.SqlSession;
import io.moraine.log.checksum.ChecksumFile;
import io.moraine.log.checksum.VersionChecksum;
import io.moraine.log.cleanup.LogCleanup;
import io.moraine.log.compacted.LogCompactor;
import io.moraine.log.segment.LogFile;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.snapshot.TableLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.TruncationGranularity;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.Option;

/** The files around commits: what Moraine writes peers take, and what peers write Moraine takes. */
class LogFilesPeersTest {
  private static final Environment ENVIRONMENT =
      new Environment(
          Clock.systemUTC(), UUID::randomUUID, new Random(0), millis -> {}, Runnable::run, 1);

  @TempDir static Path folder;
  private static Spark spark;

  @BeforeAll
  static void start() {
    spark = new Spark(folder.resolve("spark"));
  }

  @AfterAll
  static void stop() {
    spark.close();
  }

  private static ObjectStore store(Path table) {
    return new LocalStore(table, ENVIRONMENT);
  }

  /** Spark's view of the newest version, loaded anew. */
  private static org.apache.spark.sql.delta.Snapshot sparksSnapshot(Path table) {
    DeltaLog.clearCache();
    return DeltaLog.forTableWithSnapshot(spark.session(), table.toString())._2();
  }

  private static boolean validate(org.apache.spark.sql.delta.Snapshot snapshot) {
    return snapshot.validateChecksum(scala.collection.immutable.Map$.MODULE$.empty());
  }

  private static String sql(Path table) {
    return "delta.`" + table + "`";
  }

  @Test
  void sparkFindsMorainesChecksumsToBeWhatItsOwnReplayComesToAndGoesOnFromThem()
      throws IOException {
    Path warehouse = folder.resolve("sums");
    Path table = warehouse.resolve("t");
    List<String> statements =
        List.of(
            "CREATE TABLE t (id BIGINT, part STRING) PARTITIONED BY (part)",
            "INSERT INTO t VALUES (1, 'a'), (2, 'b'), (3, 'é 1')",
            "INSERT INTO t SELECT id, 'c' FROM range(10, 5000)",
            "DELETE FROM t WHERE id = 2",
            "UPDATE t SET id = id + 1 WHERE part = 'c' AND id < 100",
            "DELETE FROM t WHERE part = 'a'");
    try (SqlSession moraine = Sessions.open(warehouse)) {
      for (int version = 0; version < statements.size(); version++) {
        moraine.execute(statements.get(version)).close();
        org.apache.spark.sql.delta.Snapshot snapshot = sparksSnapshot(table);
        assertThat(snapshot.version()).isEqualTo(version);
        assertThat(snapshot.checksumOpt().isDefined()).isTrue();
        assertThat(snapshot.checksumOpt().get().fileSizeHistogram().isDefined()).isTrue();
        assertThat(snapshot.checksumOpt().get().allFiles().get().size())
            .isEqualTo((int) snapshot.numOfFiles());
        assertThat(validate(snapshot)).isTrue();
      }
      spark.run("INSERT INTO %s VALUES (9, 'z')".formatted(sql(table)));
      spark.run("DELETE FROM %s WHERE id = 3".formatted(sql(table)));
      Snapshot latest = new TableLog(store(table)).latest();
      VersionChecksum theirs = ChecksumFile.read(store(table), latest.version()).orElseThrow();
      assertThat(theirs.numFiles()).isEqualTo(latest.files().size());
      assertThat(theirs.tableSizeBytes()).isEqualTo(latest.files().sizeBytes());
      assertThat(theirs.listsAllFiles()).isTrue();
      assertThat(theirs.fileSizeHistogram()).isNotNull();
      moraine.execute("INSERT INTO t VALUES (10, 'z')").close();
      assertThat(validate(sparksSnapshot(table))).isTrue();
    }
    // Spark would have found a difference.
    Path last = table.resolve(ChecksumFile.key(statements.size() + 2));
    Files.writeString(last, Files.readString(last).replaceFirst("\"numFiles\":", "\"numFiles\":1"));
    assertThatThrownBy(() -> validate(sparksSnapshot(table)))
        .hasMessageContaining("Number of files - Expected: 1");
  }

  @Test
  void sparkAndKernelReadCompactedCommitsInPlaceOfTheirs() throws IOException {
    Path warehouse = folder.resolve("compacted");
    Path table = warehouse.resolve("t");
    List<String> rows;
    try (SqlSession moraine = Sessions.open(warehouse)) {
      moraine.execute("CREATE TABLE t (id BIGINT, part STRING) PARTITIONED BY (part)").close();
      for (int i = 1; i <= 7; i++) {
        moraine.execute("INSERT INTO t VALUES (%d, 'p%d')".formatted(i, i % 2)).close();
      }
      moraine.execute("DELETE FROM t WHERE id = 2").close();
      moraine.execute("DELETE FROM t WHERE id = 5").close();
      rows = Moraine.rows(moraine, "SELECT * FROM t");
      assertThat(rows).hasSize(5);
      assertThat(new LogCompactor(new TableLog(store(table))).compact(1, 8)).isPresent();
      for (int version = 1; version < 8; version++) {
        // There, but of no use: who reads these versions reads the file that holds them all.
        Files.writeString(table.resolve(LogFile.commitKey(version)), "{}\n");
        Files.deleteIfExists(table.resolve(ChecksumFile.key(version)));
      }
      Files.delete(table.resolve(ChecksumFile.key(9)));
      Files.delete(table.resolve(ChecksumFile.key(8)));
      assertThat(Moraine.rows(moraine, "SELECT * FROM t")).isEqualTo(rows);
    }
    assertThat(new Kernel().rows(table.toString(), 9)).isEqualTo(rows);
    DeltaLog.clearCache();
    assertThat(spark.rows("SELECT * FROM " + sql(table))).isEqualTo(rows);
  }

  @Test
  void whatSparkCleansUpOfItsLogMoraineCleansUpToo() throws IOException {
    Path table = folder.resolve("aged");
    spark.run(
        "CREATE TABLE %s (id BIGINT) USING delta TBLPROPERTIES ('delta.checkpointInterval' = '4')"
            .formatted(sql(table)));
    for (int i = 1; i <= 20; i++) {
      spark.run("INSERT INTO %s VALUES (%d)".formatted(sql(table), i));
    }
    Instant now = Instant.now();
    for (int version = 0; version <= 20; version++) {
      // A version each three days, the last one today: the retention of 30 days ends at version 10.
      age(table, version, now.minus(Duration.ofDays(3L * (20 - version))));
    }
    Path copy = folder.resolve("aged copy");
    copy(table, copy);
    List<String> rows = spark.rows("SELECT * FROM " + sql(copy));
    org.apache.spark.sql.delta.Snapshot snapshot = sparksSnapshot(table);
    snapshot
        .deltaLog()
        .cleanUpExpiredLogs(snapshot, Option.empty(), Option.empty(), TruncationGranularity.DAY());
    LogCleanup.Removed removed = new LogCleanup(new TableLog(store(copy)), ENVIRONMENT).run();
    assertThat(removed.plan().earliest()).hasValue(8);
    assertThat(versions(copy))
        .isEqualTo(versions(table))
        .startsWith("00000000000000000008.checkpoint.parquet");
    DeltaLog.clearCache();
    assertThat(spark.rows("SELECT * FROM " + sql(copy))).isEqualTo(rows);
    Kernel kernel = new Kernel();
    for (int version = 8; version <= 20; version++) {
      assertThat(kernel.rows(copy.toString(), version))
          .hasSize(version)
          .isEqualTo(kernel.rows(table.toString(), version));
      assertThat(new TableLog(store(copy)).at(version).files().size()).isEqualTo(version);
    }
  }

  private static void age(Path table, long version, Instant time) throws IOException {
    for (Path file : logFiles(table)) {
      if (file.getFileName().toString().startsWith(LogFile.prefix(version))) {
        Files.setLastModifiedTime(file, FileTime.from(time));
      }
    }
  }

  private static List<Path> logFiles(Path table) throws IOException {
    try (Stream<Path> files = Files.list(table.resolve(LogFile.FOLDER))) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** The commits and checkpoints of which each is there, by their names. */
  private static List<String> versions(Path table) throws IOException {
    List<String> names = new ArrayList<>();
    for (Path file : logFiles(table)) {
      String name = file.getFileName().toString();
      if (name.matches("\\d{20}\\..*")) {
        names.add(name);
      }
    }
    return names;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
          Files.setLastModifiedTime(target, Files.getLastModifiedTime(file));
        }
      }
    }
  }
}
