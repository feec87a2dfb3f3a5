package io.moraine.log.txn;

import static io.moraine.log.fixture.TestTable.file;
import static io.moraine.log.fixture.TestTable.removal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.env.Environment;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.error.UnsupportedFeatureException;
import io.moraine.core.store.InMemoryStore;
import io.moraine.core.store.LocalStore;
import io.moraine.core.store.ObjectStore;
import io.moraine.core.type.DataType;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.log.action.Action;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.CommitInfo;
import io.moraine.log.action.DomainMetadata;
import io.moraine.log.action.Metadata;
import io.moraine.log.action.Protocol;
import io.moraine.log.action.SetTransaction;
import io.moraine.log.commit.CommitAttempt;
import io.moraine.log.commit.Committer;
import io.moraine.log.commit.FileSystemCommitter;
import io.moraine.log.fixture.FaultyStore;
import io.moraine.log.fixture.FaultyStore.Fault;
import io.moraine.log.fixture.TestTable;
import io.moraine.log.fixture.Worlds;
import io.moraine.log.json.CommitFile;
import io.moraine.log.segment.LogFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TransactionTest {
  private static final Operation APPEND =
      Operation.of("WRITE", Map.of("mode", "Append", "partitionBy", "[\"part\"]"));

  private final Worlds.ManualClock clock = Worlds.clock();
  private final InMemoryStore memory = new InMemoryStore("table", clock);
  private final FaultyStore store = new FaultyStore(memory, (n, operation, key) -> Fault.NONE);
  private final TestTable table = new TestTable(store, Worlds.world(clock, 1));

  private static CommitInfo info(List<Action> commit) {
    return (CommitInfo) commit.get(0);
  }

  @Test
  void writesACommitAsSparkDoes() {
    table.create(Map.of());
    clock.advance(5);
    CommitResult result =
        table
            .begin(Operation.of("WRITE", Map.of("mode", "Append")))
            .add(file("a", "1", 1, 2))
            .metric("numFiles", 1)
            .userMetadata("nightly \"load\"")
            .commit();
    assertThat(result.version()).isEqualTo(1);
    assertThat(result.attempts()).isEqualTo(1);
    assertThat(new String(memory.read(LogFile.commitKey(1)), StandardCharsets.UTF_8))
        .isEqualTo(
            """
            {"commitInfo":{"timestamp":%d,"operation":"WRITE","operationParameters":{"mode":"Append"},"readVersion":0,"isolationLevel":"Serializable","isBlindAppend":true,"operationMetrics":{"numFiles":"1"},"userMetadata":"nightly \\"load\\"","engineInfo":"Moraine/dev","txnId":"%s"}}
            {"add":{"path":"part=a/1","partitionValues":{"part":"a"},"size":100,"modificationTime":1,"dataChange":true,"stats":"{\\"numRecords\\":2,\\"minValues\\":{\\"id\\":1},\\"maxValues\\":{\\"id\\":2},\\"nullCount\\":{\\"id\\":0}}"}}
            """
                .formatted(clock.millis(), result.id()));
    assertThat(result.actions()).isEqualTo(table.commits().get(1));
  }

  @Test
  void everyCommitHasItsOwnId() {
    table.create(Map.of());
    CommitResult first = table.begin(APPEND).commit();
    CommitResult second = table.begin(APPEND).commit();
    assertThat(first.id()).isNotEqualTo(second.id());
    assertThat(info(table.commits().get(2)).txnId()).contains(second.id());
  }

  @Test
  void isCommittedOnce() {
    Transaction creation = table.creation(Map.of());
    creation.commit();
    assertThatThrownBy(creation::commit).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aTableIsNotCreatedTwice() {
    Transaction late = table.creation(Map.of());
    table.create(Map.of());
    assertThatThrownBy(late::commit)
        .isInstanceOf(ProtocolChangedException.class)
        .hasMessage(
            "Cannot create table memory:/table/: another writer created it meanwhile, by version 0"
                + " (CREATE TABLE). Load that table, or choose another place.");
  }

  @Test
  void aNewTableNeedsProtocolAndMetadata() {
    Operation create = Operation.of("CREATE TABLE", Map.of());
    assertThatThrownBy(
            () ->
                Transaction.create(table.context(), create)
                    .add(TestTable.metadata(Map.of()))
                    .commit())
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("Cannot create table memory:/table/ without a protocol");
    assertThatThrownBy(
            () -> Transaction.create(table.context(), create).add(Protocol.legacy(1, 2)).commit())
        .hasMessage("Cannot create table memory:/table/ without metadata");
    assertThat(memory.listTree("").hasNext()).isFalse();
  }

  @Test
  void aLateAppendFollowsAllThatWon() {
    table.create(Map.of());
    Transaction late = table.begin(APPEND).add(file("a", "late", 1, 2));
    table.begin(APPEND).add(file("a", "1", 1, 2)).commit();
    table.begin(APPEND).add(file("a", "2", 1, 2)).commit();
    CommitResult result = late.commit();
    assertThat(result.version()).isEqualTo(3);
    // One attempt met both winners.
    assertThat(result.attempts()).isEqualTo(2);
    assertThat(table.paths()).containsExactly("part=a/1", "part=a/2", "part=a/late");
    assertThat(info(result.actions()).readVersion()).hasValue(0);
  }

  @Test
  void namesWhatTheWinnerDid() {
    table.create(Map.of());
    AddFile one = file("a", "1", 1, 2);
    AddFile two = file("a", "2", 1, 2);
    table.begin(APPEND).add(one).add(two).commit();
    Transaction late =
        table
            .begin(Operation.of("UPDATE", Map.of()))
            .readFiles(List.of(one, two))
            .add(file("a", "3", 1, 2));
    table.begin(Operation.of("DELETE", Map.of())).add(removal(one)).add(removal(two)).commit();
    assertThatThrownBy(late::commit)
        .isInstanceOfSatisfying(
            ConcurrentDeleteReadException.class, e -> assertThat(e.winningVersion()).isEqualTo(2))
        .hasMessage(
            "Cannot commit version 3 of memory:/table/: version 2 (DELETE), written meanwhile,"
                + " removed files that this transaction read (part=a/1 and 1 more). Load the table"
                + " again and repeat.");
    assertThat(table.version()).isEqualTo(2);
  }

  @Test
  void oneFileInTwoSpellingsIsOneFile() {
    table.create(Map.of());
    AddFile one = file("a", "1", 1, 2);
    table.begin(APPEND).add(one).commit();
    Transaction late = table.begin(APPEND).readFiles(List.of(one)).add(file("a", "3", 1, 2));
    table
        .begin(Operation.of("DELETE", Map.of()))
        .add(AddFile.of("part%3Da/1", Map.of("part", "a"), 100, 1).removedAt(5))
        .commit();
    assertThatThrownBy(late::commit).isInstanceOf(ConcurrentDeleteReadException.class);
  }

  @Test
  void theOwnCommitIsNoConflict() {
    // A client library that repeats a put by itself answers that the object exists.
    table.create(Map.of());
    Committer files = new FileSystemCommitter(memory);
    Committer repeating =
        new Committer() {
          @Override
          public CommitAttempt attempt(long version, byte[] content) {
            files.attempt(version, content);
            return files.attempt(version, content);
          }

          @Override
          public Optional<byte[]> load(long version) {
            return files.load(version);
          }

          @Override
          public String table() {
            return files.table();
          }
        };
    TransactionContext context =
        TransactionContext.of(memory.root(), repeating, Worlds.world(clock, 7), List.of());
    CommitResult result =
        Transaction.begin(context, table.state(), APPEND)
            .readWholeTable()
            .add(file("a", "1", 1, 2))
            .commit();
    assertThat(result.version()).isEqualTo(1);
    assertThat(table.paths()).containsExactly("part=a/1");
  }

  @Test
  void sixteenAppendersAllLand() throws Exception {
    assertAppendersAllLand(memory);
  }

  @Test
  void sixteenAppendersAllLandInAFolder(@TempDir Path folder) throws Exception {
    // Each thread has its own view of the folder, as processes would.
    assertAppendersAllLand(new LocalStore(folder, Worlds.world(clock, 50)));
  }

  private void assertAppendersAllLand(ObjectStore shared) throws Exception {
    TestTable sharedTable = new TestTable(shared, Worlds.world(clock, 51)).create(Map.of());
    ExecutorService threads = Executors.newFixedThreadPool(16);
    try {
      List<Callable<Integer>> writers = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        int writer = i;
        Environment ownWorld = Worlds.world(Worlds.clock(), 100 + writer);
        ObjectStore ownStore =
            shared instanceof LocalStore
                ? new LocalStore(Path.of(shared.root()), ownWorld)
                : shared;
        TestTable own = new TestTable(ownStore, ownWorld);
        writers.add(
            () -> {
              int most = 0;
              for (int n = 0; n < 20; n++) {
                CommitResult result =
                    own.begin(APPEND).add(file("a", writer + "-" + n, 1, 2)).commit();
                most = Math.max(most, result.attempts());
              }
              return most;
            });
      }
      for (Future<Integer> most : threads.invokeAll(writers)) {
        assertThat(most.get()).isPositive();
      }
    } finally {
      threads.shutdown();
    }
    assertThat(sharedTable.version()).isEqualTo(320);
    assertThat(sharedTable.paths()).hasSize(320).doesNotHaveDuplicates();
  }

  @Test
  void givesUpAfterManyLosses() {
    table.create(Map.of());
    TestTable rival = new TestTable(memory, Worlds.world(clock, 3));
    Transaction late = table.begin(APPEND).add(file("a", "late", 1, 2));
    int[] count = {0};
    store.plan(
        (n, operation, key) -> {
          if (operation.equals("putIfAbsent")) {
            rival.begin(APPEND).add(file("a", "rival-" + count[0]++, 1, 2)).commit();
          }
          return Fault.NONE;
        });
    assertThatThrownBy(late::commit)
        .isInstanceOf(ConcurrentModificationException.class)
        .hasMessage(
            "Cannot commit to memory:/table/: 200 attempts lost to other writers, the last to"
                + " version 200 (WRITE). Repeat when fewer write at once.");
  }

  static Stream<Arguments> refusals() {
    AddFile good = file("a", "1", 1, 2);
    AddFile empty = AddFile.of("part=a/e", Map.of("part", "a"), 0, 1);
    AddFile unpartitioned = AddFile.of("f", Map.of(), 1, 1);
    return Stream.of(
        Arguments.of(List.of(empty), "file part=a/e is said to have 0 bytes"),
        Arguments.of(List.of(good, good), "file part=a/1 is added twice"),
        Arguments.of(List.of(removal(good), removal(good)), "file part=a/1 is removed twice"),
        Arguments.of(List.of(good, removal(good)), "file part=a/1 is both added and removed"),
        Arguments.of(
            List.of(good, file("a", "2", 1, 2).withoutDataChange()),
            "file part=a/1 has dataChange=true, but file part=a/2 has false"),
        Arguments.of(
            List.of(unpartitioned),
            "file f has values for the partition columns [], the table is partitioned by [part]"),
        Arguments.of(
            List.of(
                good.withDeletionVector(
                        new io.moraine.log.action.DeletionVectorDescriptor("i", "x", null, 1, 1))
                    .withStats("{}")),
            "file part=a/1 has a deletion vector but no numRecords"),
        Arguments.of(
            List.of(new SetTransaction("app", 1, null), new SetTransaction("app", 2, null)),
            "the commit has progress of application 'app' twice"),
        Arguments.of(
            List.of(new DomainMetadata("d", "", false), new DomainMetadata("d", "", true)),
            "the commit has metadata domain 'd' twice"),
        Arguments.of(
            List.of(TestTable.metadata(Map.of()), TestTable.metadata(Map.of())),
            "the commit has metadata twice"),
        Arguments.of(List.of(CommitInfo.of(1, "X")), "the transaction writes commitInfo itself"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("refusals")
  void refusesWhatNoCommitMayHold(List<Action> actions, String problem) {
    table.create(Map.of());
    assertThatThrownBy(() -> table.begin(APPEND).addAll(actions).commit())
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("Cannot commit to memory:/table/: ")
        .hasMessageContaining(problem);
    assertThat(table.version()).isZero();
  }

  static Stream<Arguments> schemas() {
    StructField id = StructField.of("id", DataType.Primitive.LONG);
    StructField nested = StructField.of("n", StructType.of(id));
    StructField spaced = StructField.of("n", StructType.of(StructField.of("a b", nested.type())));
    return Stream.of(
        Arguments.of(
            StructType.of(id, nested),
            List.of("n"),
            "it cannot be partitioned by column 'n', which is STRUCT<id: BIGINT>"),
        Arguments.of(StructType.of(id), List.of("id"), "its columns are all partition columns"),
        Arguments.of(
            StructType.of(id, spaced), List.of(), "column 'n.a b' has a name that may not"));
  }

  @ParameterizedTest(name = "{2}")
  @MethodSource("schemas")
  void refusesTablesWhoseDataFilesNobodyCouldRead(
      StructType schema, List<String> partitions, String problem) {
    Transaction creation =
        Transaction.create(table.context(), Operation.of("CREATE TABLE", Map.of()))
            .add(Protocol.legacy(1, 2))
            .add(Metadata.of("id", schema, partitions, 1));
    assertThatThrownBy(creation::commit)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("Cannot commit to memory:/table/: " + problem);
  }

  @Test
  void aFeatureThatCannotBeWrittenStopsTheCommit() {
    table.create(Map.of());
    Protocol collated =
        new Protocol(
            1, 7, Set.of(), Set.of("appendOnly", "invariants", "collations", "domainMetadata"));
    assertThatThrownBy(() -> table.begin(APPEND).add(collated).commit())
        .isInstanceOf(UnsupportedFeatureException.class)
        .hasMessageContaining("collations");
    Transaction late = table.begin(APPEND).add(file("a", "1", 1, 2));
    memory.put(
        LogFile.commitKey(1), CommitFile.write(List.of(CommitInfo.of(1, "UPGRADE"), collated)));
    assertThatThrownBy(late::commit)
        .isInstanceOf(UnsupportedFeatureException.class)
        .hasMessageContaining("collations");
  }

  @Test
  void stepsFitTheActionsToEachVersion() {
    table.create(Map.of());
    List<String> attempts = new ArrayList<>();
    TransactionContext context =
        new TransactionContext(
            memory.root(),
            new FileSystemCommitter(memory),
            Worlds.world(clock, 4),
            List.of(
                (actions, attempt) -> {
                  attempts.add(attempt.version() + " after " + attempt.winners().size());
                  List<Action> rewritten = new ArrayList<>(actions);
                  rewritten.add(new SetTransaction("step", attempt.version(), null));
                  return rewritten;
                }),
            List.of(),
            TransactionContext.DEFAULT_BACKOFF);
    Transaction late =
        Transaction.begin(context, table.state(), APPEND).add(file("a", "late", 1, 2));
    table.begin(APPEND).add(file("a", "1", 1, 2)).commit();
    assertThat(late.commit().version()).isEqualTo(2);
    assertThat(attempts).containsExactly("1 after 0", "2 after 1");
    assertThat(table.content().setTransactions().get("step").version()).isEqualTo(2);
  }

  @Test
  void anAppendOnlyTableKeepsItsRowsButNotItsFiles() {
    table.create(Map.of("delta.appendOnly", "true"));
    AddFile one = file("a", "1", 1, 2);
    table.begin(APPEND).add(one).commit();
    assertThatThrownBy(
            () -> table.begin(Operation.of("DELETE", Map.of())).add(removal(one)).commit())
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Cannot commit to memory:/table/: table property delta.appendOnly is true, so that rows"
                + " may not be removed, but file part=a/1 is");
    table
        .begin(Operation.rearranging("OPTIMIZE", Map.of()))
        .add(removal(one).withoutDataChange())
        .add(file("a", "2", 1, 2).withoutDataChange())
        .commit();
    assertThat(table.paths()).containsExactly("part=a/2");
  }
}
