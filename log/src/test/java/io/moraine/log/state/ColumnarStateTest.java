package io.moraine.log.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.expr.Operators;
import io.moraine.core.store.InMemoryStore;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.log.action.Action;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.DeletionVectorDescriptor;
import io.moraine.log.action.RemoveFile;
import io.moraine.log.checkpoint.CheckpointWriter;
import io.moraine.log.fixture.Worlds;
import io.moraine.log.json.ActionWriter;
import io.moraine.log.segment.LogFile;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.snapshot.SnapshotCache;
import io.moraine.log.snapshot.TableLog;
import io.moraine.log.snapshot.WrittenLog;
import io.moraine.log.stats.FileSkipping;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Snapshots from a checkpoint's columns beside those from the commits alone. */
class ColumnarStateTest {
  private static final int FILES = 5_000;
  private static final String STATISTICS =
      "{\"numRecords\":10,\"minValues\":{\"id\":%d},\"maxValues\":{\"id\":%d},\"nullCount\":{\"id\":0}}";

  private final WrittenLog commits = new WrittenLog();
  private final WrittenLog checkpointed = new WrittenLog();

  private void commit(long version, List<Action> actions) {
    String[] lines = actions.stream().map(ActionWriter::write).toArray(String[]::new);
    commits.commit(version, lines);
    checkpointed.commit(version, lines);
  }

  private static AddFile file(Random random, int number) {
    String path =
        switch (number % 7) {
          case 0 -> "a%20b/f" + number;
          case 1 -> "./x/../f" + number;
          case 2 -> "file:/elsewhere/f" + number;
          case 3 -> "été/f" + number;
          default -> "part=1/f" + number;
        };
    DeletionVectorDescriptor vector =
        random.nextInt(5) == 0
            ? new DeletionVectorDescriptor("u", "ab^-aqEH.-t@S}K{vb[*k^", number, 40, 2)
            : null;
    String statistics =
        random.nextInt(10) == 0 ? null : STATISTICS.formatted(10 * number, 10 * number + 9);
    return new AddFile(
        path,
        random.nextBoolean() ? Map.of() : Map.of("p", "" + random.nextInt(3), "q", ""),
        number,
        1_000 + number,
        false,
        statistics,
        random.nextInt(4) == 0 ? Map.of("k", "v" + number) : null,
        vector,
        random.nextInt(3) == 0 ? null : (Long) (long) number,
        random.nextInt(3) == 0 ? null : (Long) 1L,
        random.nextInt(6) == 0 ? "liquid" : null);
  }

  private List<AddFile> write(Random random) {
    commits.commit(0, WrittenLog.PROTOCOL, WrittenLog.METADATA);
    checkpointed.commit(0, WrittenLog.PROTOCOL, WrittenLog.METADATA);
    List<AddFile> files = new ArrayList<>();
    for (int i = 0; i < FILES; i++) {
      files.add(file(random, i));
    }
    commit(1, List.copyOf(files));
    List<Action> removed = new ArrayList<>();
    files.subList(0, 50).forEach(file -> removed.add(file.removedAt(Worlds.clock().millis())));
    commit(2, removed);
    InMemoryStore store = checkpointed.store;
    new CheckpointWriter(store, Worlds.world(Worlds.clock(), 1))
        .write(new TableLog(store).latest());
    return files.subList(50, FILES);
  }

  private static FileSkipping idIs(Snapshot snapshot, long value) {
    Expression id = new ColumnReference(0, "id", Primitive.LONG, true);
    return new FileSkipping(
        Operators.compare(Operators.EQ, id, Literal.of(value)),
        snapshot.schema(),
        List.of(),
        snapshot.columnMappingMode(),
        ZoneOffset.UTC);
  }

  /** Tombstones as checkpoints keep them. */
  private static List<RemoveFile> kept(Snapshot snapshot) {
    return snapshot.tombstones().stream()
        .map(remove -> remove.withoutStatistics().withoutDataChange())
        .toList();
  }

  private static void assertSame(Snapshot found, Snapshot expected) {
    // Which files come first depends on where reading began.
    LiveFiles files = found.files();
    List<AddFile> all = new ArrayList<>();
    files.forEach(all::add);
    assertThat(all).containsExactlyInAnyOrderElementsOf(expected.files());
    assertThat(files.size()).isEqualTo(all.size());
    assertThat(files.sizeBytes()).isEqualTo(all.stream().mapToLong(AddFile::size).sum());
    assertThat(kept(found)).containsExactlyInAnyOrderElementsOf(kept(expected));
    for (int i = 0; i < files.size(); i += 97) {
      AddFile file = all.get(i);
      assertThat(files.file(i)).isEqualTo(file);
      assertThat(files.path(i)).isEqualTo(file.path());
      assertThat(files.sizeBytes(i)).isEqualTo(file.size());
      assertThat(files.partitionValues(i)).isEqualTo(file.partitionValues());
      assertThat(files.deletionVector(i)).isEqualTo(file.deletionVector());
    }
    for (long value : new long[] {-1, 499, 500, 20_005, 49_999, 50_000}) {
      assertThat(selected(found, value))
          .containsExactlyInAnyOrderElementsOf(selected(expected, value));
    }
  }

  private static List<AddFile> selected(Snapshot snapshot, long value) {
    return snapshot.files().files(snapshot.files().select(idIs(snapshot, value)).indexes());
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void aCheckpointsColumnsHoldWhatTheCommitsSay(long seed) {
    Random random = new Random(seed);
    List<AddFile> live = new ArrayList<>(write(random));
    Snapshot found = checkpointed.log.latest();
    assertThat(found.checkpointVersion()).hasValue(2);
    assertSame(found, commits.log.latest());
    for (int version = 3; version < 12; version++) {
      List<Action> actions = new ArrayList<>();
      for (int i = random.nextInt(40); i > 0; i--) {
        actions.add(live.remove(random.nextInt(live.size())).removedAt(7));
      }
      for (int i = random.nextInt(40); i > 0; i--) {
        AddFile again = live.get(random.nextInt(live.size()));
        actions.add(again.withTags(Map.of("again", "" + version)));
      }
      actions.add(file(random, 10_000 + version));
      commit(version, actions);
      Snapshot before = found;
      int size = before.files().size();
      found = checkpointed.log.update(found);
      assertThat(before.files().size()).isEqualTo(size);
      assertThat(found.version()).isEqualTo(version);
      assertSame(found, commits.log.latest());
    }
    assertSame(checkpointed.log.latest(), commits.log.latest());
  }

  @Test
  void whereTheCheckpointIsGoneNothingIsLeftOutAndNoActionLosesItsStatistics() {
    write(new Random(5));
    Snapshot snapshot = checkpointed.log.latest();
    String key = LogFile.FOLDER + "/" + LogFile.prefix(2) + ".checkpoint.parquet";
    byte[] checkpoint = checkpointed.store.read(key);
    assertThat(snapshot.files().select(idIs(snapshot, -1)).size()).isLessThan(FILES / 5);
    Snapshot other = new TableLog(checkpointed.store).latest();
    checkpointed.store.delete(key);
    assertThat(other.files().select(idIs(other, -1)).size()).isEqualTo(FILES - 50);
    assertThat(other.files().path(3)).isNotEmpty();
    assertThatThrownBy(() -> other.files().file(3))
        .isInstanceOf(CheckpointPart.GoneException.class)
        .hasMessageContaining(key)
        .hasMessageContaining("Load the table again");
    assertThatThrownBy(other::tombstones).isInstanceOf(CheckpointPart.GoneException.class);
    // Another file of the same name is not taken for it.
    byte[] another = checkpoint.clone();
    another[another.length - 20] ^= 1;
    checkpointed.store.put(key, another);
    assertThatThrownBy(() -> other.files().iterator().next())
        .isInstanceOf(CheckpointPart.GoneException.class);
    checkpointed.store.put(key, checkpoint);
    assertThat(other.files().file(3)).isEqualTo(commits.log.latest().files().file(3));
  }

  @Test
  void aCacheGivesTheSameSnapshotUntilTheTableGoesOnOrIsMadeAnew() {
    write(new Random(6));
    SnapshotCache cache = new SnapshotCache(100 << 20);
    Snapshot first = cache.latest(checkpointed.log).orElseThrow();
    assertThat(cache.latest(checkpointed.log)).containsSame(first);
    commit(3, List.of(AddFile.of("new", Map.of(), 1, 1)));
    assertThat(cache.latest(checkpointed.log).orElseThrow().version()).isEqualTo(3);
    for (int version = 0; version <= 3; version++) {
      checkpointed.delete(version);
    }
    checkpointed.store.delete(LogFile.FOLDER + "/" + LogFile.prefix(2) + ".checkpoint.parquet");
    checkpointed.store.delete(LogFile.FOLDER + "/_last_checkpoint");
    assertThat(cache.latest(checkpointed.log)).isEmpty();
    checkpointed.commit(0, WrittenLog.PROTOCOL, WrittenLog.METADATA);
    assertThat(cache.latest(checkpointed.log).orElseThrow().files()).isEmpty();
  }

  @Test
  void aCacheThatIsTooSmallKeepsNothingAndStillAnswers() {
    write(new Random(7));
    SnapshotCache cache = new SnapshotCache(1_000);
    Snapshot first = cache.latest(checkpointed.log).orElseThrow();
    assertThat(cache.latest(checkpointed.log).orElseThrow()).isNotSameAs(first);
  }
}
