package io.moraine.log.txn;

import static io.moraine.log.fixture.TestTable.file;
import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.core.error.MoraineException;
import io.moraine.core.store.InMemoryStore;
import io.moraine.log.action.Action;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.CommitInfo;
import io.moraine.log.action.RemoveFile;
import io.moraine.log.checkpoint.CheckpointHook;
import io.moraine.log.checkpoint.CheckpointWriter;
import io.moraine.log.commit.CommitStateUnknownException;
import io.moraine.log.fixture.FaultyStore;
import io.moraine.log.fixture.FaultyStore.Fault;
import io.moraine.log.fixture.TestTable;
import io.moraine.log.fixture.Worlds;
import io.moraine.log.snapshot.TableLog;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Writers that overlap, on a store that fails, loses requests and loses answers at random. The log
 * must tell of each transaction what its writer was told, and be one that some order explains.
 */
class RandomFaultsTest {
  private static final int SEEDS = 60;
  private static final int TRANSACTIONS = 25;

  /** A transaction under way, known by the name of the file that it adds. */
  private record Running(String name, Transaction transaction) {}

  private static final class World {
    final Random random;
    final Worlds.ManualClock clock = Worlds.clock();
    final InMemoryStore memory = new InMemoryStore("random", clock);
    final FaultyStore store = new FaultyStore(memory, (n, operation, key) -> Fault.NONE);
    final TestTable table;
    final TestTable view = new TestTable(memory, Worlds.world(clock, -1));
    final List<Running> running = new ArrayList<>();
    final Set<String> committed = new HashSet<>();
    final Set<String> failed = new HashSet<>();
    final Set<String> unknown = new HashSet<>();
    int begun;
    int depth;

    World(long seed) {
      random = new Random(seed);
      table =
          new TestTable(
              store,
              Worlds.world(clock, seed),
              new CheckpointHook(
                  new TableLog(store), new CheckpointWriter(store, Worlds.world(clock, seed))));
      view.create(Map.of("delta.checkpointInterval", "5"));
      store.plan(this::fault);
    }

    /** Now and then another writer commits just before the call. */
    Fault fault(int number, String operation, String key) {
      if (depth == 0) {
        return Fault.NONE;
      }
      if (depth < 3 && !running.isEmpty() && random.nextInt(6) == 0) {
        commitOne();
      }
      int die = random.nextInt(100);
      boolean put = operation.equals("putIfAbsent");
      if (die < 6) {
        return Fault.FAIL_BEFORE;
      } else if (die < 10) {
        return Fault.FAIL_AFTER;
      } else if (put && die < 22) {
        return Fault.UNKNOWN_BEFORE;
      }
      return put && die < 34 ? Fault.UNKNOWN_AFTER : Fault.NONE;
    }

    void beginOne() {
      String name = "t" + begun++;
      List<AddFile> live = new ArrayList<>();
      view.content().files().forEach(live::add);
      // It reads from the store below, and commits through the one that fails.
      Transaction transaction =
          Transaction.begin(
              table.context(), view.state(), Operation.of("WRITE", Map.of("name", name)));
      if (!live.isEmpty() && random.nextBoolean()) {
        AddFile old = live.get(random.nextInt(live.size()));
        transaction.readFiles(List.of(old)).add(old.removedAt(clock.millis()));
      }
      running.add(new Running(name, transaction.add(file("a", name, 1, 2))));
    }

    void commitOne() {
      Running next = running.remove(random.nextInt(running.size()));
      depth++;
      try {
        next.transaction().commit();
        committed.add(next.name());
      } catch (CommitStateUnknownException e) {
        unknown.add(next.name());
      } catch (MoraineException e) {
        failed.add(next.name());
      } finally {
        depth--;
      }
    }
  }

  @ParameterizedTest(name = "seeds from {0}")
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void theLogTellsWhatTheWritersWereTold(int block) {
    int committed = 0;
    int failed = 0;
    for (long seed = (long) block * SEEDS; seed < (long) (block + 1) * SEEDS; seed++) {
      World world = new World(seed);
      while (world.begun < TRANSACTIONS || !world.running.isEmpty()) {
        boolean begins =
            world.begun < TRANSACTIONS
                && (world.running.isEmpty()
                    || (world.running.size() < 5 && world.random.nextBoolean()));
        if (begins) {
          world.beginOne();
        } else {
          world.commitOne();
        }
      }
      check(world, "seed " + seed);
      committed += world.committed.size();
      failed += world.failed.size();
    }
    assertThat(committed).isGreaterThan(SEEDS * TRANSACTIONS / 3);
    assertThat(failed).isGreaterThan(SEEDS);
  }

  private static void check(World world, String seed) {
    Set<String> inLog = new HashSet<>();
    Set<String> live = new HashSet<>();
    List<List<Action>> commits = world.view.commits();
    for (List<Action> commit : commits.subList(1, commits.size())) {
      String name = ((CommitInfo) commit.get(0)).operationParameters().get("name");
      assertThat(inLog.add(name)).as("%s: %s is committed once", seed, name).isTrue();
      for (Action action : commit) {
        if (action instanceof RemoveFile remove) {
          assertThat(live.remove(remove.path()))
              .as("%s: %s removes %s, which is there", seed, name, remove.path())
              .isTrue();
        } else if (action instanceof AddFile add) {
          assertThat(live.add(add.path())).as("%s: %s is new", seed, add.path()).isTrue();
        }
      }
    }
    assertThat(inLog).as(seed).containsAll(world.committed);
    assertThat(world.failed).as(seed).noneMatch(inLog::contains);
    inLog.removeAll(world.committed);
    assertThat(world.unknown).as(seed).containsAll(inLog);
    Set<String> read = new HashSet<>();
    new TableLog(world.memory).latest().files().forEach(add -> read.add(add.path()));
    assertThat(read).as(seed).isEqualTo(live);
  }
}
