package io.moraine.log.txn;

import static io.moraine.log.fixture.TestTable.file;
import static io.moraine.log.fixture.TestTable.removal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.error.MoraineException;
import io.moraine.core.store.InMemoryStore;
import io.moraine.log.action.AddFile;
import io.moraine.log.commit.CommitStateUnknownException;
import io.moraine.log.commit.FileSystemCommitter;
import io.moraine.log.commit.VersionPut;
import io.moraine.log.fixture.FaultyStore;
import io.moraine.log.fixture.FaultyStore.Fault;
import io.moraine.log.fixture.TestTable;
import io.moraine.log.fixture.Worlds;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A commit is interrupted at each of its calls to the store in turn. */
class CrashTest {
  private static final AddFile OLD = file("a", "old", 0, 9);
  private static final AddFile NEW = file("a", "new", 0, 9);
  private static final AddFile OTHER = file("b", "other", 0, 9);
  private static final Operation UPDATE = Operation.of("UPDATE", Map.of());

  /** A table at version 1, an update of it under way, and an append that overtook it. */
  private static final class Scene {
    final Worlds.ManualClock clock = Worlds.clock();
    final InMemoryStore memory = new InMemoryStore("scene", clock);
    final FaultyStore store = new FaultyStore(memory, (n, operation, key) -> Fault.NONE);
    final TestTable table = new TestTable(store, Worlds.world(clock, 1));
    final TestTable reopened = new TestTable(memory, Worlds.world(clock, 2));
    Transaction update;

    Scene() {
      table.create(Map.of()).begin(Operation.of("WRITE", Map.of())).add(OLD).commit();
      update = begin(table);
      reopened.begin(Operation.of("WRITE", Map.of())).add(OTHER).commit();
    }

    static Transaction begin(TestTable table) {
      return table.begin(UPDATE).readFiles(List.of(OLD)).add(removal(OLD)).add(NEW);
    }

    boolean isDone() {
      List<String> paths = reopened.paths();
      boolean done = paths.contains(NEW.path());
      assertThat(paths).containsExactly(done ? NEW.path() : OLD.path(), OTHER.path());
      assertThat(reopened.version()).isEqualTo(done ? 3 : 2);
      return done;
    }
  }

  private static int callsOfAWholeCommit() {
    Scene scene = new Scene();
    scene.store.plan((n, operation, key) -> Fault.NONE);
    scene.update.commit();
    assertThat(scene.isDone()).isTrue();
    return scene.store.calls().size();
  }

  static Stream<Arguments> interruptions() {
    Stream.Builder<Arguments> interruptions = Stream.builder();
    int calls = callsOfAWholeCommit();
    for (int call = 1; call <= calls; call++) {
      for (Fault fault : Fault.values()) {
        interruptions.add(Arguments.of(call, fault));
      }
    }
    return interruptions.build();
  }

  @Test
  void aCommitThatIsOvertakenOnceTakesFourCalls() {
    // Two puts; between them the winner is read, and that there is no other.
    assertThat(callsOfAWholeCommit()).isEqualTo(4);
  }

  @ParameterizedTest(name = "{1} at call {0}")
  @MethodSource("interruptions")
  void leavesTheOldVersionOrTheNewOne(int call, Fault fault) {
    Scene scene = new Scene();
    scene.store.plan((n, operation, key) -> n == call ? fault : Fault.NONE);
    boolean committed = false;
    boolean crashed = false;
    try {
      scene.update.commit();
      committed = true;
    } catch (FaultyStore.Crash e) {
      crashed = true;
    } catch (MoraineException e) {
      // One fault is not enough to be left in doubt: what is said to have failed has.
      assertThat(e).isNotInstanceOf(CommitStateUnknownException.class);
    }
    boolean done = scene.isDone();
    assertThat(crashed || done == committed).isTrue();
    if (!done) {
      Scene.begin(scene.reopened).commit();
      assertThat(scene.isDone()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"UNKNOWN_BEFORE", "UNKNOWN_AFTER"})
  void doubtIsReportedAndCanBeSettledLater(Fault fault) {
    Scene scene = new Scene();
    boolean[] outage = {false};
    scene.store.plan(
        (n, operation, key) -> {
          // It begins with the put of version 3.
          outage[0] |= operation.equals("putIfAbsent") && key.endsWith("3.json");
          return !outage[0] ? Fault.NONE : operation.equals("read") ? Fault.FAIL_BEFORE : fault;
        });
    CommitStateUnknownException doubt = null;
    try {
      scene.update.commit();
    } catch (CommitStateUnknownException e) {
      doubt = e;
    }
    assertThat(doubt).isNotNull();
    assertThat(doubt.version()).isEqualTo(3);
    boolean done = scene.isDone();
    assertThat(done).isEqualTo(fault == Fault.UNKNOWN_AFTER);
    var resolved =
        new VersionPut(new FileSystemCommitter(scene.memory), Worlds.world(scene.clock, 9))
            .resolve(doubt.version(), doubt.id());
    assertThat(resolved.isPresent()).isEqualTo(done);
  }

  @Test
  void aWinnerThatCannotBeReadMayHaveBeenOurs() {
    Scene scene = new Scene();
    scene.store.plan(
        (n, operation, key) -> operation.equals("read") ? Fault.FAIL_BEFORE : Fault.NONE);
    assertThatThrownBy(scene.update::commit)
        .isInstanceOf(CommitStateUnknownException.class)
        .hasMessageContaining("Cannot tell whether version 2 of memory:/scene/ was committed");
    assertThat(scene.isDone()).isFalse();
  }
}
