package io.moraine.property.damage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.moraine.Session;
import io.moraine.core.error.MoraineException;
import io.moraine.property.fixture.Reliability;
import io.moraine.property.fixture.Tables;
import io.moraine.property.fixture.World;
import io.moraine.property.sim.SimDisk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * One file of a table is spoiled at a random place. Reading gives the right rows, or an error of
 * ours that names the file. Where the format holds no checksum, wrong values may come out; how
 * often they do is printed.
 *
 * <p>{@code -Ddamage.cases=10000} tries more for each kind of file, {@code -Ddamage.seed=…} others.
 */
final class DamagedFileTest {
  private static final int CASES = Integer.getInteger("damage.cases", 100);
  private static final long SEED = Long.getLong("damage.seed", 20260102);

  private static final List<Damage> DAMAGES = List.of(Damage.values());

  /** The version with a checkpoint. */
  private static final int CHECKPOINT = 4;

  /** A kind of file. */
  private enum Kind {
    COMMIT("_delta_log/\\d{20}\\.json"),
    CHECKPOINT("_delta_log/.*\\.checkpoint.*\\.parquet"),
    /** Without the commits that it sums up. */
    LONE_CHECKPOINT("_delta_log/.*\\.checkpoint.*\\.parquet"),
    LAST_CHECKPOINT("_delta_log/_last_checkpoint"),
    DATA("(?!_delta_log).*\\.parquet"),
    DELETION_VECTOR("deletion_vector_.*\\.bin");

    private final String pattern;

    Kind(String pattern) {
      this.pattern = pattern;
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void givesRightRowsOrNamesTheFile(Kind kind) {
    List<String> problems = new ArrayList<>();
    TreeMap<String, Integer> outcomes = new TreeMap<>();
    try (SimDisk whole = table()) {
      if (kind == Kind.LONE_CHECKPOINT) {
        for (int version = 0; version <= CHECKPOINT; version++) {
          whole.remove("t/", "_delta_log/%020d.json".formatted(version));
        }
      }
      List<String> right = read(whole);
      List<String> keys =
          whole.keys("t/").stream().filter(key -> key.matches(kind.pattern)).toList();
      assertThat(keys).isNotEmpty();
      for (int number = 0; number < CASES; number++) {
        SplittableRandom random = new SplittableRandom(SEED + number);
        String key = keys.get(random.nextInt(keys.size()));
        Damage damage = DAMAGES.get(random.nextInt(DAMAGES.size()));
        byte[] content = whole.content("t/", key);
        byte[] damaged = damage.of(content, random);
        if (!Arrays.equals(content, damaged)) {
          try (SimDisk disk = whole.copy()) {
            disk.replace("t/", key, damaged);
            String what = "%s of %s, seed %d".formatted(damage, key, SEED + number);
            String outcome =
                assertTimeoutPreemptively(
                    Duration.ofSeconds(20), () -> outcome(disk, key, right, what, problems), what);
            outcomes.merge(outcome, 1, Integer::sum);
            if (outcome.equals("wrong rows")) {
              System.out.println("damage.wrong=" + what);
            }
          }
        }
      }
    }
    Reliability.tell("damage.kind=%s damage.outcomes=%s".formatted(kind, outcomes));
    assertThat(problems).isEmpty();
  }

  private static String outcome(
      SimDisk disk, String key, List<String> right, String what, List<String> problems) {
    try {
      return read(disk).equals(right) ? "right" : "wrong rows";
    } catch (MoraineException e) {
      if (!namesAFile(e.getMessage(), key)) {
        problems.add("%s: does not name the file: %s".formatted(what, e));
        return "vague error";
      }
      return "error";
    } catch (RuntimeException | Error e) {
      problems.add("%s: %s at %s".formatted(what, e, place(e)));
      return "other throwable";
    }
  }

  /**
   * Whether a message names the spoiled file, or the data file that the log, spoiled but still well
   * formed, speaks of.
   */
  private static boolean namesAFile(String message, String key) {
    return message.contains(key.substring(key.lastIndexOf('/') + 1))
        || (key.startsWith("_delta_log/") && message.contains("part-"));
  }

  private static String place(Throwable thrown) {
    Set<String> frames = new LinkedHashSet<>();
    for (StackTraceElement frame : thrown.getStackTrace()) {
      if (frames.size() < 6) {
        frames.add("%s:%d".formatted(frame.getFileName(), frame.getLineNumber()));
      }
    }
    return frames.toString();
  }

  /** The rows of the newest version and of another. */
  private static List<String> read(SimDisk disk) {
    try (Session session = World.session(disk.warehouse(), World.seeded(3))) {
      List<String> rows = new ArrayList<>(Tables.rows(session, "SELECT * FROM t"));
      rows.addAll(Tables.rows(session, "SELECT k, s FROM t WHERE k > 2 AND s IS NOT NULL"));
      rows.addAll(Tables.rows(session, "SELECT * FROM t VERSION AS OF " + CHECKPOINT));
      return rows;
    }
  }

  /** Several kinds of columns; a checkpoint, and commits before and after it. */
  private static SimDisk table() {
    SimDisk disk = SimDisk.open();
    try (Session session = World.session(disk.warehouse(), World.seeded(2))) {
      Tables.run(
          session,
          """
          CREATE TABLE t (k INT, g STRING, s STRING, d DATE, n DECIMAL(20, 2), f DOUBLE, b BOOLEAN)
          USING DELTA PARTITIONED BY (g) TBLPROPERTIES (
            'delta.checkpointInterval' = '%d', 'delta.enableDeletionVectors' = 'true')"""
              .formatted(CHECKPOINT));
      for (int i = 1; i <= 5; i++) {
        List<String> rows = new ArrayList<>();
        for (int j = 0; j < 20; j++) {
          rows.add(
              "(%d, 'g%d', %s, DATE'2026-01-%02d', %d.25, %d.5, %s)"
                  .formatted(
                      i * 20 + j,
                      j % 2,
                      j % 7 == 0 ? "NULL" : "'text " + j % 3 + "'",
                      j + 1,
                      j * 1000,
                      j,
                      j % 3 == 0));
        }
        Tables.run(session, "INSERT INTO t VALUES " + String.join(", ", rows));
      }
      Tables.run(
          session,
          "INSERT INTO t SELECT id + 1000, 'g0', NULL, NULL, NULL, NULL, NULL FROM range(600)");
      Tables.run(session, "DELETE FROM t WHERE k % 9 = 0 OR k > 1000 AND k % 2 = 0");
    }
    return disk;
  }
}
