package io.moraine.log.upkeep;

import static io.moraine.log.fixture.TestTable.file;
import static io.moraine.log.fixture.TestTable.removal;
import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.core.store.InMemoryStore;
import io.moraine.log.action.Action;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.DeletionVectorDescriptor;
import io.moraine.log.action.DomainMetadata;
import io.moraine.log.action.Protocol;
import io.moraine.log.action.RemoveFile;
import io.moraine.log.action.SetTransaction;
import io.moraine.log.checksum.ChecksumBuilder;
import io.moraine.log.checksum.ChecksumFile;
import io.moraine.log.checksum.VersionChecksum;
import io.moraine.log.fixture.FaultyStore;
import io.moraine.log.fixture.FaultyStore.Fault;
import io.moraine.log.fixture.TestTable;
import io.moraine.log.fixture.Worlds;
import io.moraine.log.path.DataPaths;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.snapshot.TableLog;
import io.moraine.log.txn.CommitResult;
import io.moraine.log.txn.Operation;
import io.moraine.log.txn.Transaction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChecksumHookTest {
  private static final Operation WRITE = Operation.of("WRITE", Map.of());

  private final Worlds.ManualClock clock = Worlds.clock();
  private final InMemoryStore memory = new InMemoryStore("t", clock);
  private final FaultyStore store = new FaultyStore(memory, (n, operation, key) -> Fault.NONE);
  private final TestTable table =
      new TestTable(store, Worlds.world(clock, 1), new ChecksumHook(store));

  private VersionChecksum checksum(long version) {
    return ChecksumFile.read(memory, version).orElseThrow();
  }

  /** What {@code snapshot} comes to, counted file by file. */
  private static void requireEqual(VersionChecksum checksum, Snapshot snapshot) {
    ChecksumBuilder all = ChecksumBuilder.empty(new DataPaths(java.net.URI.create("memory:/t/")));
    List<Action> state = new ArrayList<>(List.of(snapshot.protocol(), snapshot.metadata()));
    state.addAll(snapshot.setTransactions().values());
    state.addAll(snapshot.domainMetadata().values());
    snapshot.files().forEach(state::add);
    state.forEach(all::state);
    assertThat(checksum)
        .usingRecursiveComparison()
        .ignoringFields("txnId")
        .ignoringCollectionOrder()
        .isEqualTo(all.build().orElseThrow());
    assertThat(checksum.txnId())
        .isEqualTo(snapshot.commitInfo().orElseThrow().txnId().orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 40, 1_200})
  void everyVersionsChecksumIsWhatItsFilesComeTo(int filesAtFirst) {
    table.create(Map.of());
    Transaction first = table.begin(WRITE);
    List<AddFile> live = new ArrayList<>();
    for (int i = 0; i < filesAtFirst; i++) {
      live.add(sized(file("a", "first" + i, i, i), 1 + i * 97L));
    }
    first.addAll(live).commit();
    Random random = new Random(filesAtFirst);
    for (int i = 0; i < 30; i++) {
      Transaction transaction = table.begin(WRITE);
      if (i % 3 == 1) {
        transaction.add(removal(live.remove(random.nextInt(live.size()))));
      }
      if (i % 5 != 4) {
        AddFile add = sized(file("b", "f" + i, i, i), 1L << random.nextInt(40));
        live.add(add);
        transaction.add(add);
      }
      transaction.add(new SetTransaction("app" + i % 4, i, null));
      transaction.add(new DomainMetadata("d" + i % 3, "{}", i % 7 == 0));
      CommitResult result = transaction.commit();
      requireEqual(checksum(result.version()), new TableLog(memory).at(result.version()));
    }
    assertThat(checksum(0).allFiles()).isEmpty();
    assertThat(checksum(5).allFiles() != null).isEqualTo(filesAtFirst <= 40);
  }

  private static AddFile sized(AddFile add, long bytes) {
    return AddFile.of(add.path(), add.partitionValues(), bytes, 1).withStats(add.stats());
  }

  @Test
  void vectorsAreCountedAndChangedOnesAreOneFile() {
    Transaction.create(table.context(), WRITE)
        .add(new Protocol(3, 7, Set.of("deletionVectors"), Set.of("deletionVectors")))
        .add(TestTable.metadata(Map.of("delta.enableDeletionVectors", "true")))
        .commit();
    AddFile plain = file("a", "f", 0, 9);
    AddFile marked = plain.withDeletionVector(vector("ab^-aqEH.-t@S}K{vb[*k^", 12));
    AddFile more = plain.withDeletionVector(vector("cd^-aqEH.-t@S}K{vb[*k^", 120));
    table.begin(WRITE).add(plain).commit();
    table.begin(WRITE).add(removal(plain)).add(marked).commit();
    table.begin(WRITE).add(removal(marked)).add(more).add(file("a", "g", 0, 9)).commit();
    VersionChecksum last = checksum(3);
    assertThat(last.numFiles()).isEqualTo(2);
    assertThat(last.numDeletionVectors()).isEqualTo(1);
    assertThat(last.numDeletedRecords()).isEqualTo(120);
    assertThat(last.deletedRecordCounts().files())
        .containsExactly(1L, 0L, 0L, 1L, 0L, 0L, 0L, 0L, 0L, 0L);
    requireEqual(last, new TableLog(memory).latest());
  }

  private static DeletionVectorDescriptor vector(String path, long cardinality) {
    return new DeletionVectorDescriptor("u", path, 1, 36, cardinality);
  }

  @Test
  void whatIsThereAlreadyIsNotOverwritten() {
    table.create(Map.of());
    memory.put(ChecksumFile.key(1), "theirs".getBytes(StandardCharsets.UTF_8));
    table.begin(WRITE).add(file("a", "f", 0, 9)).commit();
    assertThat(new String(memory.read(ChecksumFile.key(1)), StandardCharsets.UTF_8))
        .isEqualTo("theirs");
  }

  @Test
  void aStoreThatFailsFailsNoCommit() {
    table.create(Map.of());
    Transaction write = table.begin(WRITE).add(file("a", "f", 0, 9));
    store.plan((n, operation, key) -> key.endsWith(".crc") ? Fault.FAIL_BEFORE : Fault.NONE);
    CommitResult result = write.commit();
    assertThat(result.version()).isEqualTo(1);
    assertThat(result.hookFailures())
        .extracting(failure -> failure.hook())
        .containsExactly("version checksum");
    assertThat(ChecksumFile.read(memory, 1)).isEmpty();
  }

  @Test
  void aLoserOfARaceGoesOnFromTheWinnersChecksumOrLeavesItsOwnOut() {
    table.create(Map.of());
    Transaction late = table.begin(WRITE).add(file("a", "late", 0, 9));
    Transaction later = table.begin(WRITE).add(file("a", "later", 0, 9));
    table.begin(WRITE).add(file("a", "early", 0, 9)).commit();
    assertThat(late.commit().version()).isEqualTo(2);
    requireEqual(checksum(2), new TableLog(memory).at(2));
    memory.delete(ChecksumFile.key(2));
    assertThat(later.commit().version()).isEqualTo(3);
    assertThat(ChecksumFile.read(memory, 3)).isEmpty();
    table.begin(WRITE).add(file("a", "last", 0, 9)).commit();
    requireEqual(checksum(4), new TableLog(memory).at(4));
  }

  @Test
  void aFileThatIsAddedAgainIsCountedOnceAndOneThatIsNotThereNotAtAll() {
    table.create(Map.of());
    AddFile add = file("a", "f", 0, 9);
    table.begin(WRITE).add(add).commit();
    table.begin(WRITE).add(add.withStats("{\"numRecords\":7}")).commit();
    RemoveFile unknown = removal(file("a", "unknown", 0, 9));
    table.begin(WRITE).add(unknown).add(file("a", "g", 0, 9)).commit();
    assertThat(checksum(3).numFiles()).isEqualTo(2);
    requireEqual(checksum(3), new TableLog(memory).at(3));
  }

  @Test
  void whereItCannotBeToldWhatAddedFilesReplaceThereIsNone() {
    VersionChecksum many = many();
    DataPaths paths = new DataPaths(memory.root());
    AddFile add = file("a", "f", 0, 9);
    RemoveFile gone = removal(add);
    RemoveFile sizeless =
        new RemoveFile("a", 1L, true, null, null, null, null, null, null, null, null);
    assertThat(ChecksumBuilder.of(many, paths).commit(List.of(add)).build()).isPresent();
    assertThat(ChecksumBuilder.of(many, paths).commit(List.of(add.withoutDataChange())).build())
        .isEmpty();
    assertThat(
            ChecksumBuilder.of(many, paths)
                .commit(List.of(gone.withoutDataChange(), add.withoutDataChange()))
                .build())
        .isPresent();
    assertThat(ChecksumBuilder.of(many, paths).commit(List.of(sizeless)).build()).isEmpty();
  }

  private VersionChecksum many() {
    table.create(Map.of());
    Transaction write = table.begin(WRITE);
    for (int i = 0; i < 51; i++) {
      write.add(file("a", "f" + i, 0, 9));
    }
    write.commit();
    VersionChecksum many = checksum(1);
    assertThat(many.allFiles()).isNull();
    return many;
  }
}
