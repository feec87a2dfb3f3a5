package io.moraine.log.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.store.InMemoryStore;
import io.moraine.log.checkpoint.CheckpointHook;
import io.moraine.log.checkpoint.CheckpointWriter;
import io.moraine.log.checksum.ChecksumFile;
import io.moraine.log.fixture.FaultyStore;
import io.moraine.log.fixture.FaultyStore.Fault;
import io.moraine.log.fixture.TestTable;
import io.moraine.log.fixture.Worlds;
import io.moraine.log.segment.TableNotFoundException;
import io.moraine.log.txn.Operation;
import io.moraine.log.upkeep.ChecksumHook;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableHeaderTest {
  private final Worlds.ManualClock clock = Worlds.clock();
  private final InMemoryStore memory = new InMemoryStore("t", clock);
  private final FaultyStore store = new FaultyStore(memory, (n, operation, key) -> Fault.NONE);
  private final TableLog log = new TableLog(store);

  private TestTable versions(int count) {
    TestTable table =
        new TestTable(
            store,
            Worlds.world(clock, 1),
            new ChecksumHook(store),
            new CheckpointHook(log, new CheckpointWriter(store, Worlds.world(clock, 1))));
    table.create(Map.of("delta.checkpointInterval", "5"));
    for (int i = 1; i <= count; i++) {
      table.begin(Operation.of("WRITE", Map.of())).add(TestTable.file("a", "f" + i, i, i)).commit();
    }
    return table;
  }

  @Test
  void aHeaderIsWhatTheSnapshotIsAndTakesTheChecksumAndTheCommitAlone() {
    versions(13);
    Snapshot latest = log.latest();
    store.plan((n, operation, key) -> Fault.NONE);
    TableHeader header = log.latestHeader();
    assertThat(store.calls())
        .isEqualTo(
            List.of(
                "read _delta_log/_last_checkpoint",
                "list _delta_log",
                "read _delta_log/00000000000000000013.crc",
                "read _delta_log/00000000000000000013.json"));
    assertThat(header).isEqualTo(TableHeader.of(latest));
    assertThat(header.version()).isEqualTo(13);
    assertThat(header.numFiles()).isEqualTo(13);
    assertThat(header.sizeBytes()).isEqualTo(1_300);
    assertThat(header.schema()).isEqualTo(TestTable.SCHEMA);
  }

  @Test
  void withoutAChecksumThatIsOfTheCommitTheSnapshotIsLoaded() {
    versions(7);
    TableHeader expected = log.latestHeader();
    byte[] older = memory.read(ChecksumFile.key(6));
    for (byte[] content : new byte[][] {older, {}, "{}".getBytes(StandardCharsets.UTF_8)}) {
      memory.put(ChecksumFile.key(7), content);
      assertThat(log.latestHeader()).isEqualTo(expected);
    }
    memory.delete(ChecksumFile.key(7));
    assertThat(log.latestHeader()).isEqualTo(expected);
  }

  @Test
  void aTableThatIsNotThereHasNone() {
    assertThatThrownBy(log::latestHeader).isInstanceOf(TableNotFoundException.class);
  }
}
