package io.moraine.log.sink;

import static io.moraine.log.fixture.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.core.env.Environment;
import io.moraine.core.error.MoraineException;
import io.moraine.core.store.InMemoryStore;
import io.moraine.core.store.ObjectStore;
import io.moraine.log.action.AddFile;
import io.moraine.log.checkpoint.CheckpointHook;
import io.moraine.log.checkpoint.CheckpointWriter;
import io.moraine.log.commit.CommitStateUnknownException;
import io.moraine.log.fixture.Batches;
import io.moraine.log.fixture.FaultyStore;
import io.moraine.log.fixture.FaultyStore.Fault;
import io.moraine.log.fixture.TestTable;
import io.moraine.log.fixture.Worlds;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.snapshot.TableLog;
import io.moraine.log.txn.CommitResult;
import io.moraine.log.txn.Operation;
import io.moraine.log.txn.Transaction;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A whole write, from the first row to the checkpoint, is interrupted at each call in turn. */
class WriteCrashTest {
  private static final Worlds.ManualClock CLOCK = Worlds.clock();

  private static TestTable table(ObjectStore store, Environment world) {
    return new TestTable(
        store, world, new CheckpointHook(new TableLog(store), new CheckpointWriter(store, world)));
  }

  /** Appends two files, as users of the sink are meant to. */
  private static CommitResult append(ObjectStore store, Environment world) {
    TestTable table = table(store, world);
    Snapshot snapshot = table.state();
    Transaction transaction =
        Transaction.begin(table.context(), snapshot, Operation.of("WRITE", Map.of()));
    try (DataFileSink sink =
        DataFileSink.open(store, world, snapshot.metadata(), SinkOptions.DEFAULT)) {
      sink.write(Batches.of(TestTable.SCHEMA, row(1L, "a"), row(2L, "b")));
      List<AddFile> files = sink.finish();
      try {
        return transaction.addAll(files).commit();
      } catch (CommitStateUnknownException e) {
        throw e;
      } catch (MoraineException e) {
        sink.discard();
        throw e;
      }
    }
  }

  private static FaultyStore store() {
    InMemoryStore memory = new InMemoryStore("write", CLOCK);
    table(memory, Worlds.world(CLOCK, 1)).create(Map.of("delta.checkpointInterval", "1"));
    return new FaultyStore(memory, (n, operation, key) -> Fault.NONE);
  }

  static Stream<Arguments> interruptions() {
    FaultyStore whole = store();
    append(whole, Worlds.world(CLOCK, 2));
    Stream.Builder<Arguments> interruptions = Stream.builder();
    for (int call = 1; call <= whole.calls().size(); call++) {
      for (Fault fault : Fault.values()) {
        interruptions.add(Arguments.of(call, whole.calls().get(call - 1), fault));
      }
    }
    return interruptions.build();
  }

  @ParameterizedTest(name = "{2} at call {0}")
  @MethodSource("interruptions")
  void theTableIsTheOldOrTheNewOneAndCanBeWritten(int call, String name, Fault fault) {
    FaultyStore store = store();
    store.plan((n, operation, key) -> n == call ? fault : Fault.NONE);
    boolean crashed = false;
    boolean committed = false;
    try {
      append(store, Worlds.world(CLOCK, 2));
      committed = true;
    } catch (FaultyStore.Crash e) {
      crashed = true;
    } catch (MoraineException e) {
      assertThat(e).hasMessageContaining("planned fault");
    }
    ObjectStore reopened = store.reopened();
    Snapshot found = new TableLog(reopened).latest();
    assertThat(crashed || committed == (found.version() == 1)).isTrue();
    assertThat(found.files().size()).isEqualTo(found.version() == 1 ? 2 : 0);
    assertFilesAreThere(found, reopened);
    CommitResult next = append(reopened, Worlds.world(CLOCK, 3));
    assertThat(next.version()).isEqualTo(found.version() + 1);
    assertThat(next.hookFailures()).isEmpty();
    Snapshot after = new TableLog(reopened).latest();
    assertThat(after.files().size()).isEqualTo(found.files().size() + 2);
    assertFilesAreThere(after, reopened);
  }

  private static void assertFilesAreThere(Snapshot snapshot, ObjectStore store) {
    for (AddFile file : snapshot.files()) {
      String key = snapshot.paths().resolve(file.path()).key();
      assertThat(store.status(key).sizeBytes()).isEqualTo(file.size());
    }
  }
}
