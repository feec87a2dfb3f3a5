package io.moraine.log.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.error.MoraineException;
import io.moraine.core.store.InMemoryStore;
import io.moraine.core.store.ObjectStatus;
import io.moraine.log.fixture.FaultyStore;
import io.moraine.log.fixture.FaultyStore.Fault;
import io.moraine.log.snapshot.TableLog;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A clean-up is interrupted at each of its calls to the store in turn. */
class CleanupCrashTest {
  private static final long EARLIEST = 9;
  private static final long LAST = 20;

  private static final AgedTable TABLE =
      new AgedTable(Map.of("delta.logRetentionDuration", "10 days"))
          .days((int) LAST)
          .checkpoint(4)
          .checkpoint(EARLIEST)
          .checkpoint(12);
  private static final List<List<String>> STATES = TABLE.states(0, LAST);

  private static List<String> calls() {
    AgedTable table = TABLE.copy();
    FaultyStore store = new FaultyStore(table.store(), (n, operation, key) -> Fault.NONE);
    assertThat(table.cleanup(store).run().plan().earliest()).hasValue(EARLIEST);
    return store.calls();
  }

  static Stream<Arguments> interruptions() {
    Stream.Builder<Arguments> interruptions = Stream.builder();
    for (int call = 1; call <= calls().size(); call++) {
      for (Fault fault :
          EnumSet.of(Fault.FAIL_BEFORE, Fault.FAIL_AFTER, Fault.CRASH_BEFORE, Fault.CRASH_AFTER)) {
        interruptions.add(Arguments.of(call, fault));
      }
    }
    return interruptions.build();
  }

  @ParameterizedTest(name = "{1} at call {0}")
  @MethodSource("interruptions")
  void leavesEachVersionThatIsKeptAsItWasAndNoneThatIsHalfGone(int call, Fault fault) {
    AgedTable table = TABLE.copy();
    FaultyStore store =
        new FaultyStore(table.store(), (n, operation, key) -> n == call ? fault : Fault.NONE);
    try {
      table.cleanup(store).run();
    } catch (FaultyStore.Crash | MoraineException e) {
      assertThat(fault).isNotEqualTo(Fault.NONE);
    }
    requireWhole(table.log());
    assertThat(table.cleanup().run().plan().reason())
        .isIn("", "nothing is older than the checkpoint of version " + EARLIEST);
    assertThat(table.commits()).isEqualTo(AgedTable.range(EARLIEST, LAST));
    requireWhole(table.log());
  }

  /** Each version from the earliest on is as it was, and those before it are said to be gone. */
  private static void requireWhole(TableLog log) {
    long earliest = 0;
    for (long version = 0; version <= LAST; version++) {
      try {
        List<String> state = AgedTable.states(log, version, version).get(0);
        assertThat(state).isEqualTo(STATES.get((int) version));
      } catch (InvalidInputException e) {
        // Before the clean-up's end only what it may remove is gone, from the beginning on.
        assertThat(version).isLessThan(EARLIEST);
        assertThat(e).hasMessageContaining("No version " + version);
        assertThat(earliest).isEqualTo(version);
        earliest = version + 1;
      }
    }
    assertThat(log.latest().version()).isEqualTo(LAST);
  }

  @Test
  void everySetOfDeletionsThatComesThroughLeavesTheKeptVersionsAsTheyWere() {
    // A store that removes many objects in one call promises no order among them.
    AgedTable table = TABLE.copy();
    List<ObjectStatus> files = table.cleanup().plan().files();
    for (int seed = 0; seed < 20; seed++) {
      InMemoryStore copy = table.copy().store();
      List<ObjectStatus> some = new ArrayList<>(files);
      Collections.shuffle(some, new Random(seed));
      some.subList(0, 1 + seed % some.size()).forEach(file -> copy.delete(file.key()));
      assertThat(AgedTable.states(new TableLog(copy), EARLIEST, LAST))
          .as("seed %d", seed)
          .isEqualTo(STATES.subList((int) EARLIEST, (int) LAST + 1));
    }
  }
}
