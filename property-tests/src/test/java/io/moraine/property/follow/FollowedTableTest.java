package io.moraine.property.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.ChangeTail;
import io.moraine.ConflictException;
import io.moraine.Row;
import io.moraine.Session;
import io.moraine.VersionChanges;
import io.moraine.core.error.StorageException;
import io.moraine.property.fixture.Tables;
import io.moraine.property.fixture.World;
import io.moraine.property.sim.Fault;
import io.moraine.property.sim.SimDisk;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A tail goes along while others write. */
final class FollowedTableTest {
  private static final int WRITERS = 4;
  private static final int COMMITS = Integer.getInteger("follow.commits", 8);

  @TempDir private Path folder;

  /** The rows there are by the changes so far, each with how often. */
  private static final class Followed {
    private final List<Long> versions = new ArrayList<>();
    private final Map<String, Integer> rows = new HashMap<>();

    void add(VersionChanges change) {
      versions.add(change.version());
      try (Stream<Row> changed = change.read().rows()) {
        changed.forEach(
            row -> {
              int sign = row.string("_change_type").equals("insert") ? 1 : -1;
              assertThat(row.longValue("_commit_version")).isEqualTo(change.version());
              rows.merge(
                  List.of(row.values().get(0), row.values().get(1)).toString(), sign, Integer::sum);
            });
      }
    }

    List<String> remaining() {
      List<String> remaining = new ArrayList<>();
      rows.forEach(
          (row, count) -> {
            assertThat(count).as(row).isBetween(0, 1);
            if (count == 1) {
              remaining.add(row);
            }
          });
      return remaining.stream().sorted().toList();
    }
  }

  private Session session() {
    return World.session(folder.toUri(), World.real(20));
  }

  private static void create(Session session) {
    Tables.run(
        session,
        "CREATE TABLE t (k INT, v INT) USING DELTA TBLPROPERTIES ('delta.checkpointInterval' = '3')");
  }

  private void write(int writer) {
    try (Session session = session()) {
      for (int commit = 0; commit < COMMITS; commit++) {
        int key = writer * COMMITS + commit;
        untilCommitted(session, "INSERT INTO t VALUES (%d, 0)".formatted(key));
        untilCommitted(session, "UPDATE t SET v = v + 1 WHERE k = " + (key - 1));
        untilCommitted(session, "DELETE FROM t WHERE k = " + (key - 2));
      }
    }
  }

  private static void untilCommitted(Session session, String sql) {
    for (boolean committed = false; !committed; ) {
      try {
        Tables.run(session, sql);
        committed = true;
      } catch (ConflictException e) {
        committed = false;
      }
    }
  }

  @Test
  void aTailSeesEachVersionOfRacingWritersOnce() throws Exception {
    try (Session session = session()) {
      create(session);
    }
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS + 2);
    Followed subscribed = new Followed();
    CountDownLatch done = new CountDownLatch(1);
    try (Session session = session()) {
      session
          .table("t")
          .changes(0)
          .every(Duration.ofMillis(2))
          .publisher(threads)
          .subscribe(subscriber(subscribed, done));
      List<Future<?>> writers = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        int number = writer;
        writers.add(threads.submit(() -> write(number)));
      }
      Followed polled = new Followed();
      ChangeTail tail = session.table("t").changes(0).every(Duration.ofMillis(1)).follow();
      while (!writers.stream().allMatch(Future::isDone)) {
        tail.poll(Duration.ofMillis(5)).ifPresent(polled::add);
      }
      for (Future<?> writer : writers) {
        writer.get();
      }
      long last = Tables.version(session, "t").orElseThrow();
      while (tail.nextVersion() <= last) {
        polled.add(tail.next().orElseThrow());
      }
      assertThat(tail.next()).isEmpty();
      assertThat(polled.versions).isEqualTo(LongStream.rangeClosed(0, last).boxed().toList());
      assertThat(last).isGreaterThan((long) WRITERS * COMMITS);
      List<String> rows = Tables.rows(session, "SELECT k, v FROM t");
      assertThat(polled.remaining()).isEqualTo(rows).isNotEmpty();

      // One more, which tells the subscriber that it has seen all.
      Tables.run(session, "INSERT INTO t VALUES (-1, 0)");
      assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
      assertThat(subscribed.versions)
          .isEqualTo(LongStream.rangeClosed(0, last + 1).boxed().toList());
      assertThat(subscribed.remaining()).isEqualTo(Tables.rows(session, "SELECT k, v FROM t"));
    } finally {
      threads.shutdownNow();
    }
  }

  private static Flow.Subscriber<VersionChanges> subscriber(
      Followed followed, CountDownLatch done) {
    return new Flow.Subscriber<>() {
      private Flow.Subscription subscription;

      @Override
      public void onSubscribe(Flow.Subscription newSubscription) {
        subscription = newSubscription;
        subscription.request(1);
      }

      @Override
      public void onNext(VersionChanges change) {
        followed.add(change);
        if (followed.rows.getOrDefault("[-1, 0]", 0) == 1) {
          subscription.cancel();
          done.countDown();
        }
        subscription.request(1);
      }

      @Override
      public void onError(Throwable error) {
        throw new AssertionError(error);
      }

      @Override
      public void onComplete() {
        throw new AssertionError("A table that is followed for ever has no end");
      }
    };
  }

  /** Between commits, and with calls to the store that fail, also when a version is half read. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void aTailSeesEachVersionOnceThoughItsCallsFail(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    try (SimDisk disk = SimDisk.open();
        Session writer = World.session(disk.warehouse(), World.seeded(seed));
        Session reader = World.session(disk.warehouse(), World.seeded(seed + 1000))) {
      create(writer);
      Followed followed = new Followed();
      ChangeTail tail = reader.table("t").changes(0).follow();
      int commits = 0;
      int failures = 0;
      while (commits < 25) {
        if (random.nextInt(3) == 0) {
          Tables.run(writer, "INSERT INTO t VALUES (%d, 1)".formatted(commits++));
        } else {
          SplittableRandom faults = random.split();
          disk.plan((number, operation) -> faults.nextInt(4) == 0 ? Fault.FAIL_BEFORE : Fault.NONE);
          Optional<VersionChanges> change = Optional.empty();
          try {
            change = tail.next();
          } catch (StorageException e) {
            failures++;
          } finally {
            disk.plan(SimDisk.Plan.NONE);
          }
          change.ifPresent(followed::add);
        }
      }
      for (Optional<VersionChanges> change = tail.next();
          change.isPresent();
          change = tail.next()) {
        followed.add(change.get());
      }
      assertThat(failures).as("failures with seed %d", seed).isPositive();
      assertThat(followed.versions)
          .as("versions with seed %d", seed)
          .isEqualTo(LongStream.rangeClosed(0, commits).boxed().toList());
      assertThat(followed.remaining()).isEqualTo(Tables.rows(writer, "SELECT k, v FROM t"));
    }
  }
}
