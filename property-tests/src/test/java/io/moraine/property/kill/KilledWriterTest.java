package io.moraine.property.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.Session;
import io.moraine.property.fixture.Reliability;
import io.moraine.property.fixture.Tables;
import io.moraine.property.fixture.World;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that appends batches is killed at random moments and started again. Every acknowledged
 * batch is there, every batch is there whole and once or not at all, and the table stays readable.
 *
 * <p>{@code -Dkill.count=200} kills more often, {@code -Dkill.seed=…} at other moments.
 */
final class KilledWriterTest {
  private static final int KILLS = Integer.getInteger("kill.count", 20);
  private static final long SEED = Long.getLong("kill.seed", 20260102);
  private static final int LONGEST_MILLIS = 300;

  /** What a shell tells of a process that SIGKILL ended. */
  private static final int KILLED = 128 + 9;

  @TempDir private Path folder;
  private final Random random = new Random(SEED);
  private final NavigableSet<Long> begun = new TreeSet<>();
  private final Set<Long> acknowledged = new TreeSet<>();

  @Test
  void losesNoAcknowledgedBatchAndTearsNone() throws IOException, InterruptedException {
    URI warehouse = folder.toUri();
    try (Session session = World.session(warehouse, World.real(5))) {
      Tables.run(
          session,
          "CREATE TABLE t (batch BIGINT, i INT, side STRING) USING DELTA PARTITIONED BY (side)"
              + " TBLPROPERTIES ('delta.checkpointInterval' = '4')");
    }
    for (int kill = 1; kill <= KILLS; kill++) {
      runAndKill(warehouse, random.nextInt(5, LONGEST_MILLIS + 1));
      check(warehouse, "kill %d with seed %d".formatted(kill, SEED));
    }
    assertThat(acknowledged).isNotEmpty();
    Reliability.tell("kill.count=%d kill.acknowledged=%d".formatted(KILLS, acknowledged.size()));
  }

  private void runAndKill(URI warehouse, int millis) throws IOException, InterruptedException {
    long first = begun.isEmpty() ? 0 : 1 + begun.last();
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Appender.class.getName(),
                warehouse.toString(),
                Long.toString(first))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      // A process starts, and commits for the first time, far more slowly than it commits later.
      String from = random.nextInt(4) == 0 ? "begin" : "ack";
      Thread killer = new Thread(() -> killAfter(process, millis));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        take(line);
        if (line.startsWith(from) && killer.getState() == Thread.State.NEW) {
          killer.start();
        }
      }
      assertThat(killer.getState()).as("the writer ended by itself").isNotEqualTo(Thread.State.NEW);
      killer.join();
      assertThat(process.waitFor()).as("the writer's exit status").isEqualTo(KILLED);
    }
  }

  private static void killAfter(Process process, int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    // Process.destroyForcibly would also close the stream that is being read.
    process.toHandle().destroyForcibly();
  }

  private void take(String line) {
    String[] words = line.split(" ", -1);
    // The last line may be torn.
    if (words.length == 3) {
      (words[0].equals("ack") ? acknowledged : begun).add(Long.parseLong(words[1]));
    }
  }

  private void check(URI warehouse, String when) {
    List<Long> visible = new ArrayList<>();
    try (Session session = World.session(warehouse, World.real(5))) {
      for (String row :
          Tables.rows(session, "SELECT batch, count(*), count(DISTINCT i) FROM t GROUP BY batch")) {
        String[] values = row.replaceAll("[\\[\\] ]", "").split(",", -1);
        assertThat(values[1] + " rows, " + values[2] + " of them different")
            .as("batch %s after %s", values[0], when)
            .isEqualTo("%1$d rows, %1$d of them different".formatted(Appender.ROWS));
        visible.add(Long.parseLong(values[0]));
      }
    }
    assertThat(visible).as("batches after %s", when).containsAll(acknowledged);
    assertThat(begun).as("batches begun until %s", when).containsAll(visible);
  }
}
