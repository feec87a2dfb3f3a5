package io.moraine.compaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.error.MoraineException;
import io.moraine.core.store.InMemoryStore;
import io.moraine.log.commit.CommitStateUnknownException;
import io.moraine.log.fixture.FaultyStore;
import io.moraine.log.fixture.FaultyStore.Fault;
import io.moraine.log.fixture.Worlds;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A run is interrupted at each of its calls to the store in turn. */
class OptimizeFaultTest {
  /** A table whose two partitions are compacted in one commit, or each in its own. */
  private static final class Scene {
    final Worlds.ManualClock clock = Worlds.clock();
    final InMemoryStore memory = new InMemoryStore("scene", clock);
    final FaultyStore store = new FaultyStore(memory, (n, operation, key) -> Fault.NONE);
    final SampleTable table = new SampleTable(store, Worlds.world(clock, 1));
    final SampleTable reopened = new SampleTable(memory, Worlds.world(clock, 2));
    final List<List<Object>> rows;
    final List<String> oldKeys;

    Scene() {
      table.create(Map.of()).append("a", 0, 4, 4, 8).append("b", 10, 12, 12, 14);
      rows = reopened.rows();
      oldKeys = reopened.dataKeys();
      store.plan((n, operation, key) -> Fault.NONE);
    }

    OptimizeResult optimize(long maxBytesPerCommit) {
      return table
          .executor()
          .withMaxBytesPerCommit(maxBytesPerCommit)
          .run(table.plan(OptimizeOptions.DEFAULT));
    }

    /** How many partitions are compact; their rows are as ever. */
    int done() {
      assertThat(reopened.rows()).containsExactlyInAnyOrderElementsOf(rows);
      assertThat(reopened.ids("a")).isSorted();
      return 4 - reopened.files().size();
    }
  }

  static Stream<Arguments> interruptions() {
    Stream.Builder<Arguments> interruptions = Stream.builder();
    for (long maxBytes : new long[] {Long.MAX_VALUE, 1}) {
      Scene scene = new Scene();
      scene.optimize(maxBytes);
      assertThat(scene.done()).isEqualTo(2);
      int calls = scene.store.calls().size();
      for (int call = 1; call <= calls; call++) {
        for (Fault fault : Fault.values()) {
          interruptions.add(Arguments.of(maxBytes, call, fault));
        }
      }
    }
    return interruptions.build();
  }

  @ParameterizedTest(name = "{2} at call {1}, {0} bytes a commit")
  @MethodSource("interruptions")
  void leavesEachGroupAsItWasOrDone(long maxBytesPerCommit, int call, Fault fault) {
    Scene scene = new Scene();
    scene.store.plan((n, operation, key) -> n == call ? fault : Fault.NONE);
    boolean failed = false;
    boolean crashed = false;
    try {
      scene.optimize(maxBytesPerCommit);
    } catch (FaultyStore.Crash e) {
      crashed = true;
    } catch (MoraineException e) {
      failed = true;
      assertThat(e).isNotInstanceOf(CommitStateUnknownException.class);
    }
    int done = scene.done();
    if (maxBytesPerCommit > 1) {
      assertThat(done).isIn(0, 2);
    }
    if (!crashed) {
      assertThat(done == 2).isEqualTo(!failed);
      // What failed left nothing behind but what it had committed.
      assertThat(scene.reopened.dataKeys()).hasSize(scene.oldKeys.size() + done);
    }
    scene.reopened.optimize(OptimizeOptions.DEFAULT);
    assertThat(scene.done()).isEqualTo(2);
  }

  @Test
  void whereTheCommitIsInDoubtNoFileIsRemoved() {
    Scene scene = new Scene();
    boolean[] outage = {false};
    scene.store.plan(
        (n, operation, key) -> {
          outage[0] |= operation.equals("putIfAbsent");
          return !outage[0]
              ? Fault.NONE
              : operation.equals("read") ? Fault.FAIL_BEFORE : Fault.UNKNOWN_AFTER;
        });
    assertThatThrownBy(() -> scene.optimize(Long.MAX_VALUE))
        .isInstanceOf(CommitStateUnknownException.class);
    assertThat(scene.done()).isEqualTo(2);
  }

  @Test
  void aFileThatCannotBeRemovedDoesNotHideTheFailure() {
    Scene scene = new Scene();
    scene.store.plan(
        (n, operation, key) ->
            operation.equals("putIfAbsent") || operation.equals("delete")
                ? Fault.FAIL_BEFORE
                : Fault.NONE);
    assertThatThrownBy(() -> scene.optimize(Long.MAX_VALUE))
        .hasMessageContaining("Cannot commit version 5 of memory:/scene/")
        .hasMessageContaining("planned fault: putIfAbsent");
    assertThat(scene.done()).isZero();
  }
}
