package io.moraine.log.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.env.Environment;
import io.moraine.core.error.MoraineException;
import io.moraine.core.error.StorageException;
import io.moraine.core.store.InMemoryStore;
import io.moraine.log.fixture.FaultyStore;
import io.moraine.log.fixture.FaultyStore.Fault;
import io.moraine.log.fixture.Worlds;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionPutTest {
  private static final String KEY = "_delta_log/00000000000000000007.json";

  private final Worlds.ManualClock clock = Worlds.clock();
  private final InMemoryStore memory = new InMemoryStore("versions", clock);
  private final FaultyStore store = new FaultyStore(memory, (n, operation, key) -> Fault.NONE);
  private final Environment world = Worlds.world(clock, 1);
  private final VersionPut put = new VersionPut(new FileSystemCommitter(store), world);

  private static byte[] commit(String id) {
    return "{\"commitInfo\":{\"operation\":\"WRITE\",\"txnId\":\"%s\"}}\n{\"add\":{}}\n"
        .formatted(id)
        .getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void oneOfSixteenRacingWritersGetsEachVersion() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(16);
    try {
      for (long version = 0; version < 100; version++) {
        CyclicBarrier start = new CyclicBarrier(16);
        List<Callable<CommitAttempt>> writers = new ArrayList<>();
        for (int writer = 0; writer < 16; writer++) {
          long attempted = version;
          String id = "writer-" + writer;
          VersionPut own =
              new VersionPut(new FileSystemCommitter(memory), Worlds.world(clock, writer));
          writers.add(
              () -> {
                start.await();
                return own.put(attempted, commit(id), id);
              });
        }
        int winners = 0;
        for (Future<CommitAttempt> result : threads.invokeAll(writers)) {
          winners += result.get() instanceof CommitAttempt.Committed ? 1 : 0;
        }
        assertThat(winners).isEqualTo(1);
      }
    } finally {
      threads.shutdown();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"NONE", "FAIL_AFTER", "UNKNOWN_BEFORE", "UNKNOWN_AFTER"})
  void commitsOnceWhateverIsAnswered(Fault fault) {
    store.plan((n, operation, key) -> n == 1 ? fault : Fault.NONE);
    assertThat(put.put(7, commit("me"), "me")).isEqualTo(new CommitAttempt.Committed(7));
    assertThat(memory.read(KEY)).isEqualTo(commit("me"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 9})
  void takesALostAnswerForItsOwnAfterThatManyLostRequests(int lost) {
    store.plan(
        (n, operation, key) ->
            !operation.equals("putIfAbsent")
                ? Fault.NONE
                : n < 2 * lost ? Fault.UNKNOWN_BEFORE : Fault.UNKNOWN_AFTER);
    assertThat(put.put(7, commit("me"), "me")).isEqualTo(new CommitAttempt.Committed(7));
  }

  @ParameterizedTest
  @EnumSource(names = {"NONE", "FAIL_AFTER", "FAIL_BEFORE", "UNKNOWN_BEFORE", "UNKNOWN_AFTER"})
  void losesToAnotherWriterWhateverIsAnswered(Fault fault) {
    memory.put(KEY, commit("other"));
    store.plan((n, operation, key) -> n == 1 ? fault : Fault.NONE);
    assertThat(put.put(7, commit("me"), "me")).isEqualTo(new CommitAttempt.Lost(7));
    assertThat(memory.read(KEY)).isEqualTo(commit("other"));
  }

  @Test
  void losesToEqualBytesUnderAnotherId() {
    byte[] noId = "{\"commitInfo\":{\"operation\":\"WRITE\"}}\n".getBytes(StandardCharsets.UTF_8);
    memory.put(KEY, noId);
    store.plan((n, operation, key) -> n == 1 ? Fault.UNKNOWN_AFTER : Fault.NONE);
    assertThat(put.put(7, noId, "me")).isEqualTo(new CommitAttempt.Lost(7));
  }

  @Test
  void aPutThatArrivesLateIsStillItsOwn() {
    // The first request is lost on its way and arrives just before the second.
    store.plan(
        (n, operation, key) -> {
          if (n == 3) {
            memory.putIfAbsent(KEY, commit("me"));
          }
          return n == 1 ? Fault.UNKNOWN_BEFORE : Fault.NONE;
        });
    assertThat(put.put(7, commit("me"), "me")).isEqualTo(new CommitAttempt.Committed(7));
    assertThat(store.calls())
        .containsExactly("putIfAbsent " + KEY, "read " + KEY, "putIfAbsent " + KEY, "read " + KEY);
  }

  @Test
  void reportsAFailureWithoutEffectAsOne() {
    store.plan((n, operation, key) -> n == 1 ? Fault.FAIL_BEFORE : Fault.NONE);
    assertThatThrownBy(() -> put.put(7, commit("me"), "me"))
        .isInstanceOf(StorageException.class)
        .hasMessage(
            "Cannot commit version 7 of memory:/versions/, which stays as it was: planned fault: putIfAbsent "
                + KEY);
  }

  @ParameterizedTest
  @EnumSource(names = {"FAIL_BEFORE", "FAIL_AFTER", "UNKNOWN_BEFORE", "UNKNOWN_AFTER"})
  void saysThatTheStateIsUnknownWhereItCannotBeReadBack(Fault fault) {
    store.plan((n, operation, key) -> operation.equals("read") ? Fault.FAIL_BEFORE : fault);
    assertThatThrownBy(() -> put.put(7, commit("me"), "me"))
        .isInstanceOfSatisfying(
            CommitStateUnknownException.class,
            e -> {
              assertThat(e.version()).isEqualTo(7);
              assertThat(e.id()).isEqualTo("me");
            })
        .hasMessageContaining("Cannot tell whether version 7 of memory:/versions/ was committed");
  }

  @Test
  void saysThatTheStateIsUnknownWhereEveryRequestMayStillArrive() {
    store.plan(
        (n, operation, key) -> operation.equals("putIfAbsent") ? Fault.UNKNOWN_BEFORE : Fault.NONE);
    assertThatThrownBy(() -> put.put(7, commit("me"), "me"))
        .isInstanceOf(CommitStateUnknownException.class);
    assertThat(put.resolve(7, "me")).isEmpty();
    memory.put(KEY, commit("me"));
    assertThat(put.resolve(7, "me")).contains(new CommitAttempt.Committed(7));
    assertThat(put.resolve(7, "you")).contains(new CommitAttempt.Lost(7));
  }

  @Test
  void anInterruptedWaitLeavesTheStateUnknown() {
    Environment interrupted =
        new Environment(
            clock,
            world.ids(),
            world.random(),
            millis -> {
              throw new MoraineException("interrupted");
            },
            Runnable::run,
            1);
    store.plan((n, operation, key) -> n == 1 ? Fault.UNKNOWN_BEFORE : Fault.NONE);
    VersionPut impatient = new VersionPut(new FileSystemCommitter(store), interrupted);
    assertThatThrownBy(() -> impatient.put(7, commit("me"), "me"))
        .isInstanceOf(CommitStateUnknownException.class)
        .hasMessageContaining("(interrupted)");
  }

  @Test
  void aReadFaultIsRepeated() {
    store.plan(
        (n, operation, key) ->
            switch (n) {
              case 1 -> Fault.UNKNOWN_AFTER;
              case 2 -> Fault.FAIL_BEFORE;
              default -> Fault.NONE;
            });
    assertThat(put.put(7, commit("me"), "me")).isEqualTo(new CommitAttempt.Committed(7));
  }

  @Test
  void aTornCommitIsNobodysUntilItIsWhole() {
    memory.put(KEY, "{\"commitInfo\":{\"txn".getBytes(StandardCharsets.UTF_8));
    store.plan((n, operation, key) -> n == 1 ? Fault.UNKNOWN_AFTER : Fault.NONE);
    assertThatThrownBy(() -> put.put(7, commit("me"), "me"))
        .isInstanceOf(CommitStateUnknownException.class);
  }
}
