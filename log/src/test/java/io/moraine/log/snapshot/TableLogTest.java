package io.moraine.log.snapshot;

import static io.moraine.log.snapshot.WrittenLog.METADATA;
import static io.moraine.log.snapshot.WrittenLog.PROTOCOL;
import static io.moraine.log.snapshot.WrittenLog.add;
import static io.moraine.log.snapshot.WrittenLog.metadata;
import static io.moraine.log.snapshot.WrittenLog.paths;
import static io.moraine.log.snapshot.WrittenLog.remove;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.error.CorruptFileException;
import io.moraine.core.error.CorruptTableException;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.error.UnsupportedFeatureException;
import io.moraine.core.type.DataType;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.log.action.RemoveFile;
import io.moraine.log.action.SetTransaction;
import io.moraine.log.segment.TableNotFoundException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableLogTest {
  private final WrittenLog table = new WrittenLog();

  private void threeVersions() {
    table
        .commit(0, PROTOCOL, METADATA, add("a"))
        .commit(1, add("b"), add("c"))
        .commit(2, remove("a"), add("d"));
  }

  @Test
  void theLatestVersionIsAllCommitsInOrder() {
    threeVersions();
    Snapshot snapshot = table.log.latest();

    assertThat(snapshot.version()).isEqualTo(2);
    assertThat(snapshot.timestampMillis()).isEqualTo(2000);
    assertThat(paths(snapshot)).containsExactly("b", "c", "d");
    assertThat(snapshot.files().size()).isEqualTo(3);
    assertThat(snapshot.files().sizeBytes()).isEqualTo(30);
    assertThat(snapshot.files().file(2).path()).isEqualTo("d");
    assertThat(snapshot.tombstones()).extracting(RemoveFile::path).containsExactly("a");
    assertThat(snapshot.schema())
        .isEqualTo(StructType.of(StructField.of("id", DataType.Primitive.LONG)));
    assertThat(snapshot.checkpointVersion()).isEmpty();
    assertThat(snapshot.commitFile().orElseThrow().modifiedMillis()).isEqualTo(2000);
  }

  @Test
  void eachVersionIsAsItWas() {
    threeVersions();
    assertThat(paths(table.log.at(0))).containsExactly("a");
    assertThat(paths(table.log.at(1))).containsExactly("a", "b", "c");
    assertThat(paths(table.log.at(2))).containsExactly("b", "c", "d");
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 3, Long.MAX_VALUE})
  void aVersionThatIsNotThereIsRefusedWithThoseThatAre(long version) {
    threeVersions();
    assertThatThrownBy(() -> table.log.at(version))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("No version %d of memory:/t/: there are versions 0 to 2", version);
  }

  @Test
  void aMissingTableIsToldSo() {
    assertThat(table.log.latestIfExists()).isEmpty();
    assertThatThrownBy(table.log::latest)
        .isInstanceOf(TableNotFoundException.class)
        .hasMessageStartingWith("No Delta table at memory:/t/");
    assertThatThrownBy(() -> table.log.at(0)).isInstanceOf(TableNotFoundException.class);
    assertThatThrownBy(() -> table.log.asOf(0)).isInstanceOf(TableNotFoundException.class);
    assertThatThrownBy(table.log::history).isInstanceOf(TableNotFoundException.class);
    table.put("_last_checkpoint", 0, "{\"version\":3}");
    assertThat(table.log.latestIfExists()).isEmpty();
  }

  @Test
  void aGapIsCorruptAndNamesTheMissingVersions() {
    threeVersions();
    table.commit(4, add("e")).commit(9, add("f"));
    assertThatThrownBy(table.log::latest)
        .isInstanceOf(CorruptTableException.class)
        .hasMessage(
            "Cannot make up version 9 of memory:/t/: the log has no checkpoint to start from, but"
                + " lacks 5 commits: 3, 5 to 8");
    assertThat(table.log.at(2).version()).as("before the gap").isEqualTo(2);
  }

  @Test
  void aLogThatStartsLateWithoutACheckpointIsCorrupt() {
    table.commit(7, PROTOCOL, METADATA);
    assertThatThrownBy(table.log::latest)
        .isInstanceOf(CorruptTableException.class)
        .hasMessageContaining("lacks 7 commits: 0 to 6");
    assertThatThrownBy(() -> table.log.at(7)).isInstanceOf(CorruptTableException.class);
  }

  @Test
  void filesThatAreNotTheLogsAreIgnored() {
    threeVersions();
    for (String name :
        List.of(
            "00000000000000000003.json.tmp",
            ".00000000000000000003.json.crc",
            "3.json",
            "00000000000000000003.crc",
            "00000000000000000001.00000000000000000003.compacted.json",
            "00000000000000000003.checkpoint.tmp.parquet",
            "99999999999999999999.json",
            "_commits/00000000000000000003.json")) {
      table.put(name, 0, "nonsense");
    }
    assertThat(table.log.latest().version()).isEqualTo(2);
  }

  @Test
  void aTruncatedCommitIsCorruptWithFileLineAndByte() {
    table.commit(0, PROTOCOL, METADATA, add("a").substring(0, 30));
    assertThatThrownBy(table.log::latest)
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining("memory:/t/_delta_log/00000000000000000000.json line 3 at byte ");
  }

  @Test
  void anEmptyCommitIsCorruptRatherThanAbsent() {
    threeVersions();
    table.put("00000000000000000003.json", 3000, "");
    assertThatThrownBy(table.log::latest)
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining("00000000000000000003.json")
        .hasMessageContaining("the file is empty");
  }

  @Test
  void aTableWithoutProtocolOrMetadataIsCorrupt() {
    table.commit(0, PROTOCOL, add("a"));
    assertThatThrownBy(table.log::latest)
        .isInstanceOf(CorruptTableException.class)
        .hasMessage("Cannot make up version 0 of memory:/t/: the log has no action 'metaData'");
    table.commit(0, METADATA, add("a"));
    assertThatThrownBy(table.log::latest)
        .isInstanceOf(CorruptTableException.class)
        .hasMessageEndingWith("no action 'protocol'");
  }

  @Test
  void aTableThatMoraineCannotReadIsRefused() {
    table.commit(
        0,
        "{\"protocol\":{\"minReaderVersion\":3,\"minWriterVersion\":7,\"readerFeatures\":[\"future\"],\"writerFeatures\":[\"future\"]}}",
        METADATA);
    assertThatThrownBy(table.log::latest)
        .isInstanceOf(UnsupportedFeatureException.class)
        .hasMessageContaining("Cannot read memory:/t/")
        .hasMessageContaining("future");
  }

  @Test
  void aPartitionColumnThatIsNoColumnIsCorrupt() {
    table.commit(0, PROTOCOL, metadata("\"day\"", ""));
    assertThatThrownBy(table.log::latest)
        .isInstanceOf(CorruptTableException.class)
        .hasMessageContaining("partitioned by 'day', which is not a column; there are: id");
  }

  @Test
  void partitionColumnsAreNamedAsTheSchemaNamesThem() {
    table.commit(0, PROTOCOL, metadata("\"ID\"", ""));
    assertThat(table.log.latest().partitionColumns()).containsExactly("id");
  }

  @Test
  void lastActionsWinForTransactionsAndDomains() {
    table
        .commit(
            0,
            PROTOCOL,
            METADATA,
            "{\"txn\":{\"appId\":\"a\",\"version\":9}}",
            "{\"txn\":{\"appId\":\"b\",\"version\":1}}",
            "{\"domainMetadata\":{\"domain\":\"x\",\"configuration\":\"1\",\"removed\":false}}",
            "{\"domainMetadata\":{\"domain\":\"y\",\"configuration\":\"2\",\"removed\":false}}")
        .commit(
            1,
            "{\"txn\":{\"appId\":\"a\",\"version\":4,\"lastUpdated\":7}}",
            "{\"domainMetadata\":{\"domain\":\"x\",\"configuration\":\"\",\"removed\":true}}");
    Snapshot snapshot = table.log.latest();
    assertThat(snapshot.setTransactions().get("a"))
        .as("an application's version may go down")
        .isEqualTo(new SetTransaction("a", 4, 7L));
    assertThat(snapshot.setTransactions()).containsOnlyKeys("a", "b");
    assertThat(snapshot.domainMetadata()).containsOnlyKeys("y");
    assertThat(table.log.update(table.log.at(0)).domainMetadata()).containsOnlyKeys("y");
  }

  @Test
  void anUpdateReadsOnlyWhatIsNewAndComesToTheSameState() {
    threeVersions();
    Snapshot first = table.log.at(0);
    // What the update must not read again.
    table.put("00000000000000000000.json", 0, "");
    table.commitAt(0, 0, PROTOCOL, METADATA, add("a"));
    Snapshot updated = table.log.update(first);
    assertThat(updated.version()).isEqualTo(2);
    assertThat(paths(updated)).isEqualTo(paths(table.log.latest()));
    assertThat(updated.tombstones()).isEqualTo(table.log.latest().tombstones());
    assertThat(table.log.update(updated)).isSameAs(updated);
  }

  @Test
  void anUpdateOfATableThatWasMadeAnewStartsOver() {
    threeVersions();
    Snapshot old = table.log.latest();
    table.delete(1).delete(2).commitAt(0, 7777, PROTOCOL, METADATA, add("z"));
    assertThat(paths(table.log.update(old))).containsExactly("z");

    table.commitAt(1, 8888).commitAt(1, 8888, add("y")).commitAt(2, 9999, add("x"));
    assertThat(paths(table.log.update(old))).containsExactly("x", "y", "z");
  }

  @Test
  void historyIsNewestFirstWithWhatCommitsSay() {
    table
        .commit(0, "{\"commitInfo\":{\"operation\":\"CREATE TABLE\"}}", PROTOCOL, METADATA)
        .commit(1, add("a"))
        .commit(2, "{\"commitInfo\":{\"operation\":\"WRITE\"}}", add("b"));
    List<HistoryEntry> history = table.log.history();
    assertThat(history).extracting(HistoryEntry::version).containsExactly(2L, 1L, 0L);
    assertThat(history).extracting(HistoryEntry::timestampMillis).containsExactly(2000L, 1000L, 0L);
    assertThat(history.get(0).info().orElseThrow().operation()).contains("WRITE");
    assertThat(history.get(1).info()).isEmpty();
    assertThat(table.log.history(1)).hasSize(1);
  }
}
