package io.moraine.log.checkpoint;

import static io.moraine.log.fixture.TestTable.file;
import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.core.env.Environment;
import io.moraine.core.store.InMemoryStore;
import io.moraine.log.action.Action;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.Metadata;
import io.moraine.log.action.RemoveFile;
import io.moraine.log.action.SetTransaction;
import io.moraine.log.action.Sidecar;
import io.moraine.log.checkpoint.CheckpointWriter.Written;
import io.moraine.log.checkpoint.V2Checkpoint.TopLevel;
import io.moraine.log.commit.FileSystemCommitter;
import io.moraine.log.feature.TableFeature;
import io.moraine.log.fixture.TestTable;
import io.moraine.log.fixture.Worlds;
import io.moraine.log.replay.ActionSource;
import io.moraine.log.segment.LastCheckpoint;
import io.moraine.log.segment.LogFile;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.snapshot.TableLog;
import io.moraine.log.txn.Operation;
import io.moraine.log.txn.Transaction;
import io.moraine.log.txn.TransactionContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class V2CheckpointTest {
  private static final Operation WRITE = Operation.of("WRITE", Map.of());
  private static final Map<String, String> V2 = Map.of("delta.checkpointPolicy", "v2");

  private final Worlds.ManualClock clock = Worlds.clock();
  private final Environment world = Worlds.world(clock, 1);
  private final InMemoryStore store = new InMemoryStore("table", clock);
  private final TestTable table = new TestTable(store, world);

  private Written write(int sidecarRows) {
    return new V2Checkpoint(store, world, TopLevel.PARQUET, sidecarRows).write(table.state());
  }

  private static Set<Action> actions(ActionSource content) {
    Set<Action> actions = new HashSet<>();
    content.read(
        action -> {
          Action kept =
              action instanceof AddFile add
                  ? add.withoutDataChange()
                  : action instanceof RemoveFile remove
                      ? remove.withoutDataChange().withoutStatistics()
                      : action;
          assertThat(actions.add(kept)).as("once in the state: %s", kept).isTrue();
        });
    return actions;
  }

  /** The state read from the checkpoint of the newest version alone. */
  private void assertHoldsAll() {
    long version = table.version();
    byte[] commit = store.read(LogFile.commitKey(version));
    Set<Action> replayed = actions(table.content());
    store.delete(LogFile.commitKey(version));
    Set<Action> read = actions(new TableLog(store).at(version).content());
    store.put(LogFile.commitKey(version), commit);
    assertThat(read).isEqualTo(replayed);
  }

  private static Set<String> names(Written written) {
    Set<String> names = new HashSet<>();
    written.sidecars().forEach(sidecar -> names.add(sidecar.path()));
    return names;
  }

  private List<AddFile> append(int from, int to) {
    List<AddFile> files = new ArrayList<>();
    for (int i = from; i < to; i++) {
      files.add(file("p" + i % 3, "f" + i, i, i + 1));
    }
    table.begin(WRITE).addAll(files).commit();
    return files;
  }

  private void remove(AddFile... files) {
    Transaction transaction = table.begin(WRITE);
    for (AddFile file : files) {
      transaction.add(file.removedAt(clock.millis()));
    }
    transaction.commit();
  }

  @ParameterizedTest
  @EnumSource
  void holdsWhatTheLogHolds(TopLevel format) {
    table.create(V2, TableFeature.V2_CHECKPOINT);
    List<AddFile> files = append(0, 10);
    remove(files.get(3));
    table.begin(WRITE).add(new SetTransaction("app", 1, 5L)).putDomain("d", "{}").commit();
    Written written = new V2Checkpoint(store, world, format, 4).write(table.state());
    assertThat(written.addFiles()).isEqualTo(9);
    // Protocol, metadata, progress, domain, ten files.
    assertThat(written.actions()).isEqualTo(14);
    assertThat(written.sidecars()).hasSize(4);
    assertHoldsAll();
  }

  @Test
  void aTableWithoutFilesHasNoSidecars() {
    table.create(V2, TableFeature.V2_CHECKPOINT);
    Written written = write(10);
    assertThat(written.sidecars()).isEmpty();
    assertHoldsAll();
    append(0, 3);
    assertThat(write(10).sidecars()).hasSize(1);
    assertHoldsAll();
  }

  @Test
  void sidecarsThatHoldAreKept() {
    table.create(V2, TableFeature.V2_CHECKPOINT);
    append(0, 100);
    Written first = write(10);
    assertThat(first.sidecars()).hasSize(10);
    append(100, 103);
    Written second = write(10);
    assertThat(second.sidecars()).hasSize(11).startsWith(first.sidecars().toArray(Sidecar[]::new));
    assertHoldsAll();
    assertThat(second.sizeBytes())
        .isEqualTo(
            store.status(second.key()).sizeBytes()
                + second.sidecars().stream().mapToLong(Sidecar::sizeInBytes).sum());
  }

  @Test
  void onlySidecarsThatNameRemovedFilesAreWrittenAgain() {
    table.create(V2, TableFeature.V2_CHECKPOINT);
    List<AddFile> files = append(0, 100);
    Written first = write(10);
    remove(files.get(42), files.get(47));
    append(100, 101);
    Written second = write(10);
    Set<String> kept = names(first);
    kept.retainAll(names(second));
    assertThat(kept).hasSize(9);
    // Eight files of the one, the new file, and two tombstones.
    assertThat(second.sidecars()).hasSize(11);
    assertHoldsAll();
  }

  @Test
  void smallSidecarsAreMergedBeforeThereAreMany() {
    table.create(V2, TableFeature.V2_CHECKPOINT);
    append(0, 100);
    write(100);
    Set<String> written = new HashSet<>();
    for (int i = 100; i < 180; i++) {
      append(i, i + 1);
      Written next = write(100);
      written.addAll(names(next));
      assertThat(next.sidecars().size()).isLessThanOrEqualTo(7);
    }
    assertHoldsAll();
    assertThat(written).hasSizeBetween(80, 82);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void holdsWhatTheLogHoldsAfterAnyChanges(long seed) {
    Random random = new Random(seed);
    table.create(V2, TableFeature.V2_CHECKPOINT);
    List<AddFile> live = new ArrayList<>();
    List<AddFile> gone = new ArrayList<>();
    int count = 0;
    for (int round = 0; round < 12; round++) {
      for (int commit = random.nextInt(4); commit >= 0; commit--) {
        Transaction transaction = table.begin(WRITE);
        for (int i = random.nextInt(8); i > 0; i--) {
          AddFile added = file("a b", "é" + count++, i, i + 1);
          live.add(added);
          transaction.add(added);
        }
        List<AddFile> removed = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0 && !live.isEmpty(); i--) {
          AddFile victim = live.get(random.nextInt(live.size()));
          if (!table.paths().contains(victim.path())) {
            continue;
          }
          live.remove(victim);
          removed.add(victim);
          transaction.add(victim.removedAt(clock.millis()));
        }
        if (!gone.isEmpty() && random.nextInt(3) == 0) {
          // As RESTORE does.
          AddFile back = gone.remove(random.nextInt(gone.size()));
          live.add(back);
          transaction.add(back);
        }
        gone.addAll(removed);
        transaction.commit();
        clock.advance(Duration.ofHours(1).toMillis());
      }
      write(5);
      assertHoldsAll();
    }
  }

  @Test
  void tombstonesLeaveWithTheLastOfTheirSidecar() {
    table.create(V2, TableFeature.V2_CHECKPOINT);
    List<AddFile> files = append(0, 4);
    remove(files.get(0));
    clock.advance(Duration.ofDays(4).toMillis());
    remove(files.get(1));
    Written first = write(10);
    assertThat(first.sidecars()).hasSize(2);
    clock.advance(Duration.ofDays(4).toMillis());
    Written second = write(10);
    assertThat(names(second)).isEqualTo(names(first));
    clock.advance(Duration.ofDays(4).toMillis());
    Written third = write(10);
    assertThat(third.sidecars()).containsExactly(first.sidecars().get(0));
    assertThat(new TableLog(store).latest().files().size()).isEqualTo(2);
  }

  @Test
  void otherColumnsMeanOtherSidecars() {
    table.create(V2, TableFeature.V2_CHECKPOINT);
    append(0, 4);
    Written first = write(10);
    Map<String, String> properties = new HashMap<>(V2);
    properties.put("delta.checkpoint.writeStatsAsStruct", "false");
    table.begin(WRITE).add(TestTable.metadata(properties)).commit();
    Written second = write(10);
    assertThat(names(second)).doesNotContainAnyElementsOf(names(first)).hasSize(1);
    assertHoldsAll();
  }

  @Test
  void whereAFileOfTheEarlierCheckpointOrACommitIsGoneAllIsWrittenAgain() {
    table.create(V2, TableFeature.V2_CHECKPOINT);
    append(0, 20);
    Written first = write(10);
    append(20, 21);
    store.delete(SidecarFiles.key(first.sidecars().get(0)));
    Written second = write(10);
    assertThat(names(second)).doesNotContainAnyElementsOf(names(first)).hasSize(3);
    assertHoldsAll();
    append(21, 22);
    append(22, 23);
    Snapshot snapshot = table.state();
    byte[] commit = store.read(LogFile.commitKey(3));
    store.delete(LogFile.commitKey(3));
    Written third = new V2Checkpoint(store, world, TopLevel.PARQUET, 10).write(snapshot);
    assertThat(names(third)).doesNotContainAnyElementsOf(names(second));
    store.put(LogFile.commitKey(3), commit);
    assertHoldsAll();
  }

  @Test
  void aCheckpointIsWrittenThoughWhatTheTransactionReadIsCleanedUp() {
    table.create(
        Map.of("delta.checkpointPolicy", "v2", "delta.checkpointInterval", "2"),
        TableFeature.V2_CHECKPOINT);
    append(0, 20);
    Written first = write(10);
    TableLog log = new TableLog(store);
    Transaction late =
        Transaction.begin(
            TransactionContext.of(
                store.root(),
                new FileSystemCommitter(store),
                world,
                List.of(new CheckpointHook(log, new CheckpointWriter(store, world)))),
            log.latest(),
            WRITE);
    store.delete(SidecarFiles.key(first.sidecars().get(1)));
    assertThat(late.add(file("p1", "late", 1, 2)).commit().hookFailures()).isEmpty();
    assertThat(log.latest().checkpointVersion()).hasValue(2);
    assertHoldsAll();
  }

  @Test
  void theNameIsClassicFirstAndThenNowAndThen() {
    table.create(
        Map.of("delta.checkpointPolicy", "v2", "delta.checkpointInterval", "2"),
        TableFeature.V2_CHECKPOINT);
    CheckpointWriter writer = new CheckpointWriter(store, world);
    List<Long> classic = new ArrayList<>();
    for (int version = 1; version <= 60; version++) {
      append(version, version + 1);
      if (version % 2 == 0) {
        Written written = writer.write(table.state());
        if (written.key().equals(CheckpointWriter.classicKey(version))) {
          classic.add((long) version);
        } else {
          assertThat(written.key())
              .matches(
                  "_delta_log/%020d\\.checkpoint\\.[-0-9a-f]{36}\\.parquet".formatted(version));
        }
      }
    }
    assertThat(classic).containsExactly(2L, 24L, 46L);
    assertHoldsAll();
  }

  @Test
  void theHintNamesTheSidecars() {
    table.create(V2, TableFeature.V2_CHECKPOINT);
    append(0, 3);
    CheckpointWriter writer = new CheckpointWriter(store, world);
    writer.write(table.state());
    assertThat(new String(store.read(LastCheckpoint.KEY), StandardCharsets.UTF_8))
        .startsWith("{\"version\":1,\"size\":5,")
        .doesNotContain("v2Checkpoint");
    append(3, 4);
    Written written = writer.write(table.state());
    assertThat(new String(store.read(LastCheckpoint.KEY), StandardCharsets.UTF_8))
        .startsWith("{\"version\":2,\"size\":6,\"sizeInBytes\":%d,".formatted(written.sizeBytes()))
        .contains(
            "\"v2Checkpoint\":{\"path\":\"%s\""
                .formatted(written.key().substring("_delta_log/".length())))
        .contains("\"sidecarFiles\":[{\"path\":\"%s\"".formatted(written.sidecars().get(0).path()));
    assertThat(LastCheckpoint.version(store)).hasValue(2);
  }

  @Test
  void theTableDecidesWhichKindIsWritten() {
    table.create(V2, TableFeature.V2_CHECKPOINT);
    append(0, 3);
    CheckpointWriter writer = new CheckpointWriter(store, world);
    assertThat(writer.write(table.state()).sidecars()).hasSize(1);
    Metadata classic = TestTable.metadata(Map.of("delta.checkpointPolicy", "classic"));
    table.begin(WRITE).add(classic).commit();
    Written written = writer.write(table.state());
    assertThat(written.sidecars()).isEmpty();
    assertThat(written.key()).isEqualTo(CheckpointWriter.classicKey(2));
    assertHoldsAll();
    table.begin(WRITE).add(TestTable.metadata(V2)).commit();
    assertThat(writer.write(table.state()).sidecars()).hasSize(1);
    assertHoldsAll();
  }
}
