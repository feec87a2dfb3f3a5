package io.moraine.property.race;

import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.ConflictException;
import io.moraine.Result;
import io.moraine.Session;
import io.moraine.property.fixture.Tables;
import io.moraine.property.fixture.World;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Threads with sessions of their own write to one table of the local disk at once. */
final class RacingWritersTest {
  private static final int WRITERS = Integer.getInteger("race.writers", 8);
  private static final int COMMITS = Integer.getInteger("race.commits", 10);
  private static final long SEED = Long.getLong("race.seed", 20260102);

  @TempDir private Path folder;

  /** What one writer does, given its number. */
  private interface Work {
    void run(int writer, Session session);
  }

  @Test
  void everyAppendGetsAVersionOfItsOwn() throws InterruptedException, ExecutionException {
    create();
    race(
        (writer, session) -> {
          for (int commit = 0; commit < COMMITS; commit++) {
            // Appends stand against nothing, but so many may lose more often than is retried.
            untilCommitted(
                session, "INSERT INTO t VALUES (%d, 'w', 0)".formatted(writer * COMMITS + commit));
          }
        });
    try (Session session = session()) {
      assertThat(Tables.version(session, "t")).hasValue((long) WRITERS * COMMITS);
      assertThat(Tables.rows(session, "SELECT k FROM t"))
          .isEqualTo(sorted(IntStream.range(0, WRITERS * COMMITS)));
      for (int version = 0; version <= WRITERS * COMMITS; version++) {
        assertThat(Tables.rows(session, "SELECT count(*) FROM t VERSION AS OF " + version))
            .containsExactly("[%d]".formatted(version));
      }
    }
  }

  /** Each adds to the one number that all add to; a lost update would be missing in the sum. */
  @Test
  void noUpdateOfOneRowIsLost() throws InterruptedException, ExecutionException {
    create();
    try (Session session = session()) {
      Tables.run(session, "INSERT INTO t VALUES (1, 'counter', 0), (2, 'other', 0)");
    }
    race(
        (writer, session) -> {
          for (int commit = 0; commit < COMMITS; commit++) {
            untilCommitted(session, "UPDATE t SET v = v + 1 WHERE k = 1");
          }
        });
    try (Session session = session()) {
      assertThat(Tables.rows(session, "SELECT * FROM t"))
          .containsExactly("[1, counter, %d]".formatted(WRITERS * COMMITS), "[2, other, 0]");
      assertThat(Tables.version(session, "t")).hasValue((long) WRITERS * COMMITS + 1);
    }
  }

  /** Each changes rows of its own keys only, which lie in files with the keys of others. */
  @Test
  void mixedChangesOfDifferentRowsAllHold() throws InterruptedException, ExecutionException {
    create();
    int keys = 6;
    try (Session session = session()) {
      List<String> rows = new ArrayList<>();
      IntStream.range(0, WRITERS * keys).forEach(k -> rows.add("(%d, 'start', 0)".formatted(k)));
      Tables.run(session, "INSERT INTO t VALUES " + String.join(", ", rows));
    }
    List<List<String>> expected = new ArrayList<>();
    for (int writer = 0; writer < WRITERS; writer++) {
      expected.add(new ArrayList<>());
    }
    race((writer, session) -> expected.get(writer).addAll(changeOwnRows(writer, keys, session)));
    List<String> all = new ArrayList<>();
    expected.forEach(all::addAll);
    Collections.sort(all);
    try (Session session = session()) {
      assertThat(Tables.rows(session, "SELECT k, v FROM t")).isEqualTo(all);
    }
  }

  /** Returns the rows that the writer's keys should have in the end. */
  private static List<String> changeOwnRows(int writer, int keys, Session session) {
    SplittableRandom random = new SplittableRandom(SEED + writer);
    List<Integer> numbers = new ArrayList<>(Collections.nCopies(keys, 0));
    for (int commit = 0; commit < COMMITS; commit++) {
      int key = random.nextInt(keys);
      int k = writer * keys + key;
      boolean there = numbers.get(key) != null;
      switch (random.nextInt(3)) {
        case 0 -> {
          untilCommitted(session, "DELETE FROM t WHERE k = " + k);
          numbers.set(key, null);
        }
        case 1 -> {
          untilCommitted(session, "UPDATE t SET v = v + 1 WHERE k = " + k);
          numbers.set(key, there ? numbers.get(key) + 1 : null);
        }
        default -> {
          untilCommitted(
              session,
              "MERGE INTO t USING (VALUES (%d, 100)) AS s(k, v) ON t.k = s.k".formatted(k)
                  + " WHEN MATCHED THEN UPDATE SET v = t.v + s.v"
                  + " WHEN NOT MATCHED THEN INSERT (k, g, v) VALUES (s.k, 'new', s.v)");
          numbers.set(key, there ? numbers.get(key) + 100 : 100);
        }
      }
    }
    List<String> rows = new ArrayList<>();
    for (int key = 0; key < keys; key++) {
      if (numbers.get(key) != null) {
        rows.add("[%d, %d]".formatted(writer * keys + key, numbers.get(key)));
      }
    }
    return rows;
  }

  /** Runs a statement that concerns one row at most: two would be the trace of a lost conflict. */
  private static void untilCommitted(Session session, String sql) {
    for (boolean committed = false; !committed; ) {
      try (Result result = session.sql(sql)) {
        assertThat(result.changes().orElseThrow().affected()).as(sql).isLessThanOrEqualTo(1);
        committed = true;
      } catch (ConflictException e) {
        // What a writer does about a conflict: begins anew, on what the winner left.
        committed = false;
      }
    }
  }

  private void create() {
    try (Session session = session()) {
      Tables.run(
          session,
          "CREATE TABLE t (k INT, g STRING, v BIGINT) USING DELTA"
              + " TBLPROPERTIES ('delta.checkpointInterval' = '7')");
    }
  }

  private Session session() {
    URI warehouse = folder.toUri();
    return World.session(warehouse, World.real(20));
  }

  private void race(Work work) throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    try {
      List<Future<?>> writers = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        int writer = i;
        writers.add(
            threads.submit(
                () -> {
                  try (Session session = session()) {
                    work.run(writer, session);
                  }
                }));
      }
      for (Future<?> writer : writers) {
        writer.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static List<String> sorted(IntStream values) {
    return values.mapToObj("[%d]"::formatted).sorted().toList();
  }
}
