package io.moraine.log.compacted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.error.CorruptFileException;
import io.moraine.core.error.CorruptTableException;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.error.ObjectNotFoundException;
import io.moraine.core.store.InMemoryStore;
import io.moraine.log.action.Action;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.CommitInfo;
import io.moraine.log.action.DomainMetadata;
import io.moraine.log.action.RemoveFile;
import io.moraine.log.action.SetTransaction;
import io.moraine.log.fixture.TestTable;
import io.moraine.log.fixture.Worlds;
import io.moraine.log.json.CommitFile;
import io.moraine.log.segment.LogFile;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.snapshot.TableLog;
import io.moraine.log.txn.Operation;
import io.moraine.log.txn.Transaction;
import io.moraine.log.upkeep.CompactionHook;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogCompactorTest {
  private static final int VERSIONS = 24;

  private final Worlds.ManualClock clock = Worlds.clock();
  private final InMemoryStore memory = new InMemoryStore("t", clock);
  private final TableLog log = new TableLog(memory);
  private final LogCompactor compactor = new LogCompactor(log);

  /** Random appends and deletes, applications and domains that come and go. */
  private TestTable history(TestTable table) {
    Random random = new Random(7);
    table.create(Map.of());
    List<AddFile> live = new ArrayList<>();
    for (int i = 1; i <= VERSIONS; i++) {
      clock.advance(1_000);
      Transaction transaction = table.begin(Operation.of("WRITE", Map.of()));
      if (i % 4 == 3) {
        for (int n = 0; n < 2; n++) {
          AddFile gone = live.remove(random.nextInt(live.size()));
          transaction.add(TestTable.removal(gone));
        }
      }
      AddFile add = TestTable.file("p" + i % 3, "f" + i, i, i);
      live.add(add);
      transaction.add(add).add(new SetTransaction("app" + i % 3, i, (long) i));
      transaction.add(new DomainMetadata("d" + i % 2, "v" + i, i % 5 == 0));
      transaction.commit();
    }
    return table;
  }

  private static List<String> state(Snapshot snapshot) {
    List<String> state = new ArrayList<>();
    snapshot.files().forEach(file -> state.add(file.toString()));
    snapshot.tombstones().forEach(file -> state.add(file.toString()));
    snapshot.setTransactions().values().forEach(each -> state.add(each.toString()));
    snapshot.domainMetadata().values().forEach(each -> state.add(each.toString()));
    state.add(snapshot.protocol().toString());
    state.add(snapshot.metadata().toString());
    state.add(snapshot.version() + " " + snapshot.timestampMillis());
    state.sort(null);
    return state;
  }

  private List<List<String>> states() {
    List<List<String>> states = new ArrayList<>();
    for (long version = 0; version <= VERSIONS; version++) {
      states.add(state(log.at(version)));
    }
    return states;
  }

  /** Makes commits such that a state which they took part in is none. */
  private void spoilCommits(long first, long last) {
    for (long version = first; version <= last; version++) {
      memory.put(LogFile.commitKey(version), "spoilt".getBytes(StandardCharsets.UTF_8));
    }
  }

  @ParameterizedTest
  @CsvSource({"0,1", "0,24", "3,9", "1,24", "23,24"})
  void compactedCommitsStandInForTheirs(long first, long last) {
    history(new TestTable(memory, Worlds.world(clock, 1)));
    List<List<String>> states = states();
    assertThat(compactor.compact(first, last)).isPresent();
    assertThat(states()).isEqualTo(states);
    spoilCommits(first, last - 1);
    for (long version = last; version <= VERSIONS; version++) {
      assertThat(state(log.at(version)))
          .as("version %d", version)
          .isEqualTo(states.get((int) version));
    }
  }

  @Test
  void theyKeepRemovalsAndNoCommitInfo() {
    history(new TestTable(memory, Worlds.world(clock, 1)));
    LogCompactor.Written written = compactor.compact(3, 9).orElseThrow();
    assertThat(written.key())
        .isEqualTo("_delta_log/00000000000000000003.00000000000000000009.compacted.json");
    byte[] content = memory.read(written.key());
    assertThat(written.sizeBytes()).isEqualTo(content.length);
    List<Action> actions = CommitFile.read(content, "compacted");
    assertThat(actions).hasSize(written.actions());
    assertThat(actions).noneMatch(CommitInfo.class::isInstance);
    assertThat(actions).filteredOn(RemoveFile.class::isInstance).hasSize(4);
    assertThat(actions)
        .filteredOn(DomainMetadata.class::isInstance)
        .extracting(Action::toString)
        .anyMatch(domain -> domain.contains("removed=false"));
  }

  @Test
  void ofSeveralThoseAreTakenWithTheFewestFiles() {
    history(new TestTable(memory, Worlds.world(clock, 1)));
    List<List<String>> states = states();
    // From 0, [0,7] reaches further at once, but [0,4] and [5,20] come sooner to 20.
    compactor.compact(0, 7);
    compactor.compact(0, 4);
    compactor.compact(5, 20);
    compactor.compact(6, 9);
    spoilCommits(0, 19);
    assertThat(state(log.at(20))).isEqualTo(states.get(20));
    assertThat(states.get(24)).isEqualTo(state(log.latest()));
    assertThatThrownBy(() -> log.at(19)).isInstanceOf(CorruptFileException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{\"add\":",
        "nonsense",
        "{\"txn\":{\"appId\":\"a\",\"version\":1}}\n{\"txn\":{\"appId\":\"a\",\"version\":2}}\n"
      })
  void whereTheyAreEmptyBrokenOrNotReconciledTheCommitsAreTaken(String content) {
    history(new TestTable(memory, Worlds.world(clock, 1)));
    List<List<String>> states = states();
    memory.put(LogFile.compactedKey(2, 9), content.getBytes(StandardCharsets.UTF_8));
    assertThat(states()).isEqualTo(states);
  }

  @Test
  void theHookCompactsEachIntervalOnceItIsFull() {
    TestTable table =
        new TestTable(memory, Worlds.world(clock, 1), new CompactionHook(compactor, 10));
    List<List<String>> without = statesOf(new InMemoryStore("u", clock));
    history(table);
    assertThat(memory.status(LogFile.compactedKey(0, 9)).sizeBytes()).isPositive();
    assertThat(memory.status(LogFile.compactedKey(10, 19)).sizeBytes()).isPositive();
    assertThat(states()).hasSameSizeAs(without);
    assertThatThrownBy(() -> new CompactionHook(compactor, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got 1");
  }

  private List<List<String>> statesOf(InMemoryStore store) {
    history(new TestTable(store, Worlds.world(clock, 1)));
    List<List<String>> states = new ArrayList<>();
    for (long version = 0; version <= VERSIONS; version++) {
      states.add(state(new TableLog(store).at(version)));
    }
    return states;
  }

  @ParameterizedTest
  @CsvSource({"-1,3", "3,3", "4,3"})
  void rangesThatAreNoneAreRefused(long first, long last) {
    assertThatThrownBy(() -> compactor.compact(first, last))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("got first=%d, last=%d", first, last);
  }

  @Test
  void aCommitThatIsNotThereIsAnError() {
    history(new TestTable(memory, Worlds.world(clock, 1)));
    assertThatThrownBy(() -> compactor.compact(20, 25)).isInstanceOf(InvalidInputException.class);
    memory.delete(LogFile.commitKey(5));
    assertThatThrownBy(() -> compactor.compactWritable(4, 9))
        .isInstanceOf(ObjectNotFoundException.class);
    assertThatThrownBy(log::latest).isInstanceOf(CorruptTableException.class);
  }
}
