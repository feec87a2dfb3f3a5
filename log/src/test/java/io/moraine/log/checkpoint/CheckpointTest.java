package io.moraine.log.checkpoint;

import static io.moraine.log.fixture.TestTable.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.env.Environment;
import io.moraine.core.error.StorageException;
import io.moraine.core.error.UnsupportedFeatureException;
import io.moraine.core.store.InMemoryStore;
import io.moraine.log.action.Action;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.DomainMetadata;
import io.moraine.log.action.Protocol;
import io.moraine.log.action.RemoveFile;
import io.moraine.log.action.SetTransaction;
import io.moraine.log.fixture.FaultyStore;
import io.moraine.log.fixture.FaultyStore.Fault;
import io.moraine.log.fixture.TestTable;
import io.moraine.log.fixture.Worlds;
import io.moraine.log.json.CommitFile;
import io.moraine.log.replay.TableContent;
import io.moraine.log.segment.LastCheckpoint;
import io.moraine.log.segment.LogFile;
import io.moraine.log.snapshot.TableLog;
import io.moraine.log.state.LiveFiles;
import io.moraine.log.txn.CommitResult;
import io.moraine.log.txn.Operation;
import io.moraine.log.txn.Transaction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CheckpointTest {
  private static final Operation WRITE = Operation.of("WRITE", Map.of());
  private static final Operation DELETE = Operation.of("DELETE", Map.of());

  private final Worlds.ManualClock clock = Worlds.clock();
  private final Environment world = Worlds.world(clock, 1);
  private final InMemoryStore memory = new InMemoryStore("table", clock);
  private final FaultyStore store = new FaultyStore(memory, (n, operation, key) -> Fault.NONE);
  private final CheckpointWriter writer = new CheckpointWriter(store, world);
  private final TestTable table =
      new TestTable(store, world, new CheckpointHook(new TableLog(store), writer));

  /** A state's actions; what a checkpoint does not keep is taken away. */
  private static Set<Action> actions(TableContent content) {
    Set<Action> actions = new HashSet<>();
    content.read(
        action -> {
          if (action instanceof AddFile add) {
            actions.add(add.withoutDataChange());
          } else if (action instanceof RemoveFile remove) {
            actions.add(remove.withoutDataChange().withoutStatistics());
          } else {
            actions.add(action);
          }
        });
    return actions;
  }

  private Set<Action> readBack(long version) {
    return actions(new TableLog(memory).at(version).content());
  }

  private static String key(long version) {
    return "_delta_log/%020d.checkpoint.parquet".formatted(version);
  }

  private List<Long> checkpoints() {
    List<Long> versions = new ArrayList<>();
    memory
        .listFolder("_delta_log", "")
        .forEachRemaining(
            file -> {
              if (file.name().endsWith(".checkpoint.parquet")) {
                versions.add(Long.parseLong(file.name().substring(0, 20)));
              }
            });
    return versions;
  }

  /** Thirty commits that use every kind of action a checkpoint keeps. */
  private void write30Commits(Map<String, String> properties) {
    table.create(properties);
    List<AddFile> live = new ArrayList<>();
    for (int version = 1; version <= 30; version++) {
      clock.advance(1_000);
      AddFile added = file(version % 3 == 0 ? "a b/%" : "c", "f" + version, version, version + 1);
      Transaction transaction = table.begin(WRITE).add(added);
      live.add(added);
      if (version % 4 == 0) {
        transaction.add(live.remove(0).removedAt(clock.millis()));
      }
      if (version % 5 == 0) {
        transaction.add(new SetTransaction("app" + version % 2, version, clock.millis()));
        transaction.add(
            new DomainMetadata("domain" + version % 3, "{\"v\":" + version + "}", false));
      }
      if (version == 25) {
        transaction.add(new DomainMetadata("gone", "{}", false));
      }
      if (version == 26) {
        transaction.add(new DomainMetadata("gone", "{}", true));
      }
      assertThat(transaction.commit().hookFailures()).isEmpty();
    }
  }

  @Test
  void everyTenthCommitHasACheckpointThatEqualsItsReplay() {
    write30Commits(Map.of());
    assertThat(checkpoints()).containsExactly(10L, 20L, 30L);
    assertThat(LastCheckpoint.version(memory)).hasValue(30);
    Map<Long, Set<Action>> replayed = new java.util.HashMap<>();
    for (long version = 0; version <= 30; version++) {
      replayed.put(version, actions(table.content(version)));
    }
    assertThat(replayed.get(30L)).hasSizeGreaterThan(35);
    for (long version = 0; version <= 30; version++) {
      assertThat(readBack(version)).isEqualTo(replayed.get(version));
    }
    for (long version = 0; version <= 20; version++) {
      memory.delete(LogFile.commitKey(version));
    }
    for (long version = 20; version <= 30; version++) {
      assertThat(readBack(version)).isEqualTo(replayed.get(version));
    }
  }

  @Test
  void theTablesIntervalCounts() {
    write30Commits(Map.of("delta.checkpointInterval", "7"));
    assertThat(checkpoints()).containsExactly(7L, 14L, 21L, 28L);
  }

  /** An empty map's leaves are null, as those of no map are. */
  @Test
  void tagsThatAreEmptyInAllFilesStayEmpty() {
    table.create(Map.of());
    table.begin(WRITE).add(file("a", "tagged", 1, 2).withTags(Map.of())).commit();
    Set<Action> written = actions(table.content());
    writer.write(table.state());
    memory.delete(LogFile.commitKey(0));
    memory.delete(LogFile.commitKey(1));
    assertThat(readBack(1)).isEqualTo(written);
  }

  @Test
  void theHintSaysWhatTheCheckpointHolds() throws Exception {
    write30Commits(Map.of());
    long sizeBytes = memory.status(key(30)).sizeBytes();
    int size = actions(table.content()).size();
    int adds = table.content().files().size();
    String fields =
        "\"version\":30,\"size\":%d,\"sizeInBytes\":%d,\"numOfAddFiles\":%d"
            .formatted(size, sizeBytes, adds);
    // The canonical form of the protocol's checksum is in order, and joins by an equals sign.
    byte[] canonical =
        "\"numOfAddFiles\"=%d,\"size\"=%d,\"sizeInBytes\"=%d,\"version\"=30"
            .formatted(adds, size, sizeBytes)
            .getBytes(StandardCharsets.UTF_8);
    String checksum =
        java.util.HexFormat.of()
            .formatHex(java.security.MessageDigest.getInstance("MD5").digest(canonical));
    assertThat(new String(memory.read(LastCheckpoint.KEY), StandardCharsets.UTF_8))
        .isEqualTo("{%s,\"checksum\":\"%s\"}".formatted(fields, checksum));
  }

  @Test
  void theHintDoesNotGoBack() {
    write30Commits(Map.of());
    byte[] hint = memory.read(LastCheckpoint.KEY);
    writer.write(new TableLog(memory).at(13));
    assertThat(memory.read(LastCheckpoint.KEY)).isEqualTo(hint);
    assertThat(checkpoints()).contains(13L);
  }

  @Test
  void keepsTombstonesAndProgressAsLongAsTheTableSays() {
    table.create(
        Map.of(
            "delta.deletedFileRetentionDuration", "interval 2 hours",
            "delta.setTransactionRetentionDuration", "interval 3 hours"));
    AddFile early = file("a", "early", 1, 2);
    AddFile late = file("a", "late", 1, 2);
    AddFile timeless = file("a", "timeless", 1, 2);
    table.begin(WRITE).add(early).add(late).add(timeless).commit();
    RemoveFile untimed =
        new RemoveFile(timeless.path(), null, true, null, null, null, null, null, null, null, null);
    table
        .begin(DELETE)
        .add(early.removedAt(clock.millis()))
        .add(untimed)
        .add(new SetTransaction("early", 1, clock.millis()))
        .add(new SetTransaction("untimed", 1, null))
        .commit();
    clock.advance(Duration.ofHours(2).toMillis());
    RemoveFile recent = late.removedAt(clock.millis());
    SetTransaction progress = new SetTransaction("late", 1, clock.millis());
    table.begin(DELETE).add(recent).add(progress).commit();
    clock.advance(Duration.ofHours(1).toMillis());
    CheckpointWriter.Written written = writer.write(table.state());
    assertThat(written.version()).isEqualTo(3);
    assertThat(written.actions()).isEqualTo(4);
    assertThat(written.addFiles()).isZero();
    for (long version = 0; version <= 2; version++) {
      memory.delete(LogFile.commitKey(version));
    }
    TableContent content = new TableLog(memory).at(3).content();
    assertThat(actions(content))
        .containsExactlyInAnyOrder(
            table(content),
            content.protocol(),
            progress,
            recent.withoutDataChange().withoutStatistics());
  }

  private static Action table(TableContent content) {
    return content.metadata();
  }

  @Test
  void aFailedCheckpointDoesNotFailTheCommit() {
    table.create(Map.of("delta.checkpointInterval", "1"));
    store.plan(
        (n, operation, key) ->
            key.endsWith(".checkpoint.parquet") ? Fault.FAIL_BEFORE : Fault.NONE);
    CommitResult result = table.begin(WRITE).add(file("a", "1", 1, 2)).commit();
    assertThat(result.version()).isEqualTo(1);
    assertThat(result.hookFailures())
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.hook()).isEqualTo("checkpoint");
              assertThat(failure.cause())
                  .isInstanceOf(StorageException.class)
                  .hasMessageContaining("planned fault: create " + key(1));
            });
    assertThat(checkpoints()).isEmpty();
    assertThat(memory.listFolder("_delta_log", "_last_checkpoint").hasNext()).isFalse();
  }

  @Test
  void aCrashAtAnyCallOfACheckpointLeavesATableThatReads() {
    int calls = 1;
    for (int call = 1; call <= calls; call++) {
      for (Fault fault : List.of(Fault.CRASH_BEFORE, Fault.CRASH_AFTER)) {
        InMemoryStore fresh = new InMemoryStore("crash", clock);
        FaultyStore faulty = new FaultyStore(fresh, (n, operation, key) -> Fault.NONE);
        TestTable crashing =
            new TestTable(
                faulty,
                world,
                new CheckpointHook(new TableLog(faulty), new CheckpointWriter(faulty, world)));
        crashing.create(Map.of("delta.checkpointInterval", "2"));
        crashing.begin(WRITE).add(file("a", "1", 1, 2)).commit();
        Transaction second = crashing.begin(WRITE).add(file("a", "2", 1, 2));
        int crash = call;
        faulty.plan((n, operation, key) -> n == crash ? fault : Fault.NONE);
        try {
          second.commit();
        } catch (FaultyStore.Crash e) {
          // The process is gone; another looks at what it left.
        }
        calls = Math.max(calls, faulty.calls().size() + (fault == Fault.CRASH_AFTER ? 1 : 0));
        TestTable reopened = new TestTable(fresh, world);
        long version = reopened.version();
        assertThat(version).isBetween(1L, 2L);
        assertThat(actions(new TableLog(fresh).latest().content()))
            .isEqualTo(actions(reopened.content()));
        if (faulty.calls().size() < crash) {
          return;
        }
      }
    }
  }

  @Test
  void aVersionThatCannotBeWrittenGetsNoCheckpoint() {
    table.create(Map.of());
    memory.put(
        LogFile.commitKey(1),
        CommitFile.write(
            List.of(new Protocol(1, 7, Set.of(), Set.of("collations", "domainMetadata")))));
    assertThatThrownBy(() -> writer.write(table.state()))
        .isInstanceOf(UnsupportedFeatureException.class)
        .hasMessageContaining("collations");
    assertThat(checkpoints()).isEmpty();
  }

  @Test
  void statisticsThatMayNotBeTextAreColumnsWhateverTheTableSays() {
    table.create(
        Map.of(
            "delta.checkpoint.writeStatsAsJson", "false",
            "delta.checkpoint.writeStatsAsStruct", "false"));
    table.begin(WRITE).add(file("a", "1", 1, 2)).add(file("a", "2", 1, 2).withStats(null)).commit();
    writer.write(table.state());
    memory.delete(LogFile.commitKey(0));
    LiveFiles files = new TableLog(memory).at(1).files();
    assertThat(files.file(0).stats()).isEqualTo(file("a", "1", 1, 2).stats());
    assertThat(files.file(1).stats()).isNull();
  }

  @Test
  void statisticsAreKeptToTheLetterWhereTheyAreText() {
    table.create(Map.of("delta.checkpoint.writeStatsAsStruct", "false"));
    String odd = "{ \"numRecords\" : 2, \"mine\":[1]}";
    table.begin(WRITE).add(file("a", "1", 1, 2).withStats(odd)).commit();
    table.begin(WRITE).add(file("a", "2", 1, 2).withStats("{")).commit();
    writer.write(table.state());
    memory.delete(LogFile.commitKey(0));
    assertThat(new TableLog(memory).at(2).files())
        .extracting(AddFile::stats)
        .containsExactly(odd, "{");
  }
}
