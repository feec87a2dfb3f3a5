package io.moraine.log.checkpoint;

import static io.moraine.log.fixture.TestTable.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.env.Environment;
import io.moraine.core.error.ObjectNotFoundException;
import io.moraine.core.error.StorageException;
import io.moraine.core.store.InMemoryStore;
import io.moraine.log.action.AddFile;
import io.moraine.log.checkpoint.V2Checkpoint.TopLevel;
import io.moraine.log.cleanup.LogCleanup;
import io.moraine.log.feature.TableFeature;
import io.moraine.log.fixture.FaultyStore;
import io.moraine.log.fixture.FaultyStore.Fault;
import io.moraine.log.fixture.TestTable;
import io.moraine.log.fixture.Worlds;
import io.moraine.log.segment.LogFile;
import io.moraine.log.segment.LogListing;
import io.moraine.log.snapshot.TableLog;
import io.moraine.log.txn.Operation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Logs that are kept for ten days, a version a day, with checkpoints of the V2 specification. */
class CompatibleCheckpointTest {
  private static final long DAY = 86_400_000;

  private final Worlds.ManualClock clock = Worlds.clock();
  private final Environment world = Worlds.world(clock, 1);
  private final InMemoryStore store = new InMemoryStore("table", clock);
  private final TestTable table = new TestTable(store, world);
  private final Map<Long, String> keys = new TreeMap<>();

  /** Versions 0 to 30, with checkpoints of 3, 6, 9 and so on. */
  private void grow(TopLevel format) {
    table.create(
        Map.of("delta.checkpointPolicy", "v2", "delta.logRetentionDuration", "10 days"),
        TableFeature.V2_CHECKPOINT);
    AddFile before = null;
    for (int version = 1; version <= 30; version++) {
      clock.advance(DAY);
      AddFile added = file("p" + version % 2, "é" + version, version, version);
      var transaction = table.begin(Operation.of("WRITE", Map.of())).add(added);
      if (before != null && version % 5 == 0) {
        transaction.add(before.removedAt(clock.millis()));
      }
      transaction.commit();
      before = added;
      if (version % 3 == 0) {
        keys.put(
            (long) version, new V2Checkpoint(store, world, format, 4).write(table.state()).key());
      }
    }
  }

  private LogCleanup.Removed cleanUp() {
    return new LogCleanup(new TableLog(store), world).run();
  }

  private Map<Long, String> classic() {
    Map<Long, String> classic = new HashMap<>();
    LogListing.listAll(store).checkpoints().stream()
        .filter(checkpoint -> checkpoint.kind() == LogFile.Kind.CLASSIC_CHECKPOINT)
        .forEach(found -> classic.put(found.version(), found.files().get(0).status().key()));
    return classic;
  }

  private List<String> state(long version) {
    var snapshot = new TableLog(store).at(version);
    return java.util.stream.Stream.concat(
            java.util.stream.StreamSupport.stream(snapshot.files().spliterator(), false)
                .map(file -> file.withoutDataChange().toString()),
            java.util.stream.Stream.of(
                snapshot.protocol().toString(), snapshot.metadata().toString()))
        .sorted()
        .toList();
  }

  @ParameterizedTest
  @EnumSource
  void theNewestCheckpointHasAClassicNameTooOnceAllThatHadOneGo(TopLevel format) {
    grow(format);
    assertThat(classic().keySet()).isEqualTo(format == TopLevel.JSON ? keySet() : keySet(3L));
    assertThat(cleanUp().plan().earliest()).hasValue(18);
    assertThat(classic().keySet()).isEqualTo(keySet(30L));
    List<String> expected = state(30);
    store.delete(keys.get(30L));
    store.delete(LogFile.commitKey(30));
    assertThat(state(30)).as("the classic name's alone").isEqualTo(expected).hasSize(26);
  }

  private static java.util.Set<Long> keySet(Long... versions) {
    return java.util.Set.of(versions);
  }

  @Test
  void itIsWrittenOnce() {
    grow(TopLevel.JSON);
    CompatibleCheckpoint compatible = new CompatibleCheckpoint(new TableLog(store), world);
    assertThat(compatible.ensure(18)).hasValue(CheckpointWriter.classicKey(30));
    assertThat(compatible.ensure(18)).isEmpty();
    assertThat(compatible.ensure(31)).as("of no checkpoint at all").isEmpty();
  }

  @Test
  void aParquetFileIsCopiedAsItIs() {
    grow(TopLevel.PARQUET);
    assertThat(cleanUp().plan().files()).isNotEmpty();
    assertThat(store.read(CheckpointWriter.classicKey(30))).isEqualTo(store.read(keys.get(30L)));
  }

  @Test
  void oneThatStaysWillDo() {
    grow(TopLevel.PARQUET);
    CompatibleCheckpoint compatible = new CompatibleCheckpoint(new TableLog(store), world);
    assertThat(compatible.ensure(3)).isEmpty();
    assertThat(classic().keySet()).isEqualTo(keySet(3L));
    assertThat(compatible.ensure(4)).hasValue(CheckpointWriter.classicKey(30));
  }

  @Test
  void oneThatCannotBeReadGivesWayToAnOlderOne() {
    grow(TopLevel.JSON);
    store.put(keys.get(30L), new byte[] {'{'});
    assertThat(cleanUp().plan().earliest()).hasValue(18);
    assertThat(classic().keySet()).isEqualTo(keySet(27L));
  }

  @Test
  void aTableWithoutTheFeatureHasNone() {
    table.create(Map.of("delta.logRetentionDuration", "10 days"));
    for (int version = 1; version <= 20; version++) {
      clock.advance(DAY);
      table.begin(Operation.of("WRITE", Map.of())).add(file("p", "f" + version, 1, 1)).commit();
    }
    Environment other = Worlds.world(clock, 2);
    new V2Checkpoint(store, other, TopLevel.JSON, 4).write(new TableLog(store).at(5));
    assertThat(new CompatibleCheckpoint(new TableLog(store), world).ensure(1)).isEmpty();
  }

  @Test
  void nothingGoesIfItCannotBeWritten() {
    grow(TopLevel.JSON);
    FaultyStore faulty =
        new FaultyStore(
            store,
            (n, operation, key) ->
                key.equals(CheckpointWriter.classicKey(30)) ? Fault.FAIL_BEFORE : Fault.NONE);
    assertThatThrownBy(() -> new LogCleanup(new TableLog(faulty), world).run())
        .isInstanceOf(StorageException.class)
        .isNotInstanceOf(ObjectNotFoundException.class);
    assertThat(LogListing.listAll(store).commits()).hasSize(31);
  }
}
