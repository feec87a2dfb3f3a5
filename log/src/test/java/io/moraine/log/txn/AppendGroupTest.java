package io.moraine.log.txn;

import static io.moraine.log.fixture.TestTable.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.store.ForwardingStore;
import io.moraine.core.store.InMemoryStore;
import io.moraine.core.store.ObjectStore;
import io.moraine.core.store.PutOutcome;
import io.moraine.log.action.CommitInfo;
import io.moraine.log.commit.FileSystemCommitter;
import io.moraine.log.fixture.TestTable;
import io.moraine.log.fixture.Worlds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Threads append to one table while the first of them is held up in its put. */
class AppendGroupTest {
  private static final Operation APPEND = Operation.of("WRITE", Map.of("mode", "Append"));
  private static final int FOLLOWERS = 7;

  /** Holds up the put of version 1 until it is told to go on. */
  private static final class SlowStore extends ForwardingStore {
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    SlowStore(ObjectStore store) {
      super(store);
    }

    @Override
    public PutOutcome putIfAbsent(String key, byte[] content) {
      if (key.endsWith("01.json")) {
        reached.countDown();
        await(released);
      }
      return super.putIfAbsent(key, content);
    }
  }

  private final Worlds.ManualClock clock = Worlds.clock();
  private final InMemoryStore memory = new InMemoryStore("table", clock);
  private final SlowStore store = new SlowStore(memory);
  private final TestTable table = new TestTable(memory, Worlds.world(clock, 1)).create(Map.of());
  private final AppendGroup group = new AppendGroup();
  private final TransactionContext context =
      TransactionContext.of(
              memory.root(), new FileSystemCommitter(store), Worlds.world(clock, 2), List.of())
          .withGroup(group);
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(20, TimeUnit.SECONDS)) {
        throw new AssertionError("Nobody came");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private Transaction append(String name) {
    return Transaction.begin(context, table.state(), APPEND)
        .add(file("a", name, 1, 2))
        .metric("numOutputRows", 2);
  }

  /** The first, held up, and behind it all others. */
  private List<Future<CommitResult>> begin() {
    List<Future<CommitResult>> results = new ArrayList<>();
    Transaction first = append("first");
    List<Transaction> others = new ArrayList<>();
    for (int i = 0; i < FOLLOWERS; i++) {
      others.add(append("follower-" + i));
    }
    results.add(threads.submit(first::commit));
    await(store.reached);
    for (Transaction other : others) {
      results.add(threads.submit(other::commit));
    }
    while (group.size() < FOLLOWERS) {
      Thread.onSpinWait();
    }
    return results;
  }

  @Test
  void thoseThatComeWhileAVersionIsPutShareTheNextOne()
      throws InterruptedException, ExecutionException {
    List<Future<CommitResult>> results = begin();
    store.released.countDown();
    assertThat(results.get(0).get().version()).isEqualTo(1);
    Set<String> ids = new TreeSet<>();
    for (Future<CommitResult> result : results.subList(1, results.size())) {
      assertThat(result.get().version()).isEqualTo(2);
      ids.add(result.get().id());
    }
    assertThat(ids).hasSize(1);
    assertThat(table.version()).isEqualTo(2);
    assertThat(table.paths()).hasSize(1 + FOLLOWERS).doesNotHaveDuplicates();
    CommitInfo info = (CommitInfo) table.commits().get(2).get(0);
    assertThat(info.isBlindAppend()).hasValue(true);
    assertThat(info.toString()).contains("numOutputRows");
    assertThat(ids).containsExactly(info.txnId().orElseThrow());
  }

  @Test
  void aConflictIsFoundForEachOfThem() throws InterruptedException {
    List<Future<CommitResult>> results = begin();
    table.begin(Operation.of("ALTER", Map.of())).add(TestTable.metadata(Map.of("k", "v"))).commit();
    store.released.countDown();
    for (Future<CommitResult> result : results) {
      assertThatThrownBy(result::get).hasCauseInstanceOf(MetadataChangedException.class);
    }
    assertThat(table.paths()).isEmpty();
    assertThat(table.version()).isEqualTo(1);
  }

  @Test
  void aWriterAloneIsAsBefore() {
    store.released.countDown();
    assertThat(append("one").commit().version()).isEqualTo(1);
    assertThat(append("two").commit().version()).isEqualTo(2);
    assertThat(table.paths()).containsExactly("part=a/one", "part=a/two");
  }
}
