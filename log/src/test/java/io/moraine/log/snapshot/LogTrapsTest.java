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
import io.moraine.log.checkpoint.CheckpointWriter;
import io.moraine.log.fixture.Worlds;
import io.moraine.log.segment.LogFile;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logs as they are found: with hints, checkpoints and files that are not what they should be. */
class LogTrapsTest {
  private static final String PART = "%020d.checkpoint.%010d.%010d.parquet";
  private static final String ICT = "\"delta.enableInCommitTimestamps\":\"true\"";

  private final WrittenLog table = new WrittenLog();

  private void fourVersions() {
    table
        .commit(0, PROTOCOL, METADATA, add("a"))
        .commit(1, add("b"))
        .commit(2, remove("a"), add("c"))
        .commit(3, add("d"));
  }

  /** The classic checkpoint of {@code version}, as bytes; it is not left in the log. */
  private byte[] classic(long version) {
    new CheckpointWriter(table.store, Worlds.world(Worlds.clock(), 1)).write(table.log.at(version));
    String key = LogFile.FOLDER + "/" + LogFile.prefix(version) + ".checkpoint.parquet";
    byte[] content = table.store.read(key);
    table.store.delete(key);
    table.store.delete(LogFile.FOLDER + "/_last_checkpoint");
    return content;
  }

  private void put(String name, byte[] content) {
    table.store.put(LogFile.FOLDER + "/" + name, content);
  }

  @Test
  void aHintToACheckpointThatIsDeletedIsNoHint() {
    fourVersions();
    table.hint("{\"version\":2,\"size\":4,\"parts\":2}");
    assertThat(paths(table.log.latest())).containsExactly("b", "c", "d");
    assertThat(paths(table.log.at(2))).containsExactly("b", "c");
    table.hint("{\"version\":99}");
    assertThat(table.log.latest().version()).isEqualTo(3);
  }

  @Test
  void hiddenTemporaryAndNestedFilesArePassedOver() {
    fourVersions();
    for (String name :
        List.of(
            ".00000000000000000004.crc.crc",
            ".00000000000000000004.json.crc",
            ".00000000000000000004.json.7a3e.tmp",
            "00000000000000000004.json.7a3e.tmp",
            "00000000000000000004.checkpoint.parquet.tmp",
            "00000000000000000004.checkpoint.7.parquet",
            "00000000000000000004.00000000000000000003.compacted.json",
            "00000000000000000004.00000000000000000004.compacted.json",
            "00000000000000000004/00000000000000000004.json",
            "_staged_commits/00000000000000000004.3a0d65cd-4056-49b8-937b-95f9e3ee90e5.json",
            "_sidecars/00000000000000000004.json",
            "_last_vacuum_info",
            "__tmp_path_dir/.00000000000000000004.crc")) {
      table.put(name, 0, "nonsense");
    }
    assertThat(paths(table.log.latest())).containsExactly("b", "c", "d");
    assertThat(table.log.history()).hasSize(4);
  }

  @Test
  void aCheckpointOfPartsCountsOnlyWithAllPartsOfTheSameCount() {
    fourVersions();
    byte[] whole = classic(2);
    table.delete(0);
    put(PART.formatted(2, 1, 2), whole);
    assertThatThrownBy(table.log::latest).isInstanceOf(CorruptTableException.class);
    put(PART.formatted(2, 2, 3), whole);
    assertThatThrownBy(table.log::latest).isInstanceOf(CorruptTableException.class);
    put(PART.formatted(2, 1, 1), whole);
    assertThat(paths(table.log.latest())).containsExactly("b", "c", "d");
    assertThat(table.log.latest().checkpointVersion()).hasValue(2);
  }

  @Test
  void ofTwoPartCountsAtOneVersionTheOneThatCanBeReadIsTaken() {
    fourVersions();
    byte[] whole = classic(2);
    table.delete(0);
    put(PART.formatted(2, 1, 1), new byte[] {'P', 'A', 'R', '1'});
    put(PART.formatted(2, 1, 2), whole);
    put(PART.formatted(2, 2, 2), classicOfNothing());
    assertThat(paths(table.log.latest())).containsExactly("b", "c", "d");
  }

  /** A part that holds the protocol and metadata once more, and no file. */
  private static byte[] classicOfNothing() {
    LogTrapsTest other = new LogTrapsTest();
    other.table.commit(0, PROTOCOL, METADATA);
    return other.classic(0);
  }

  @Test
  void ofSeveralKindsAtOneVersionTheClassicOneIsTakenAndTheNextIfItIsBroken() {
    fourVersions();
    byte[] classic = classic(2);
    table.checkpoint(2, PROTOCOL, METADATA, add("from the UUID-named one"));
    put(PART.formatted(2, 1, 1), classicOfNothing());
    put("00000000000000000002.checkpoint.parquet", classic);
    assertThat(paths(table.log.at(2))).containsExactly("b", "c");
    put("00000000000000000002.checkpoint.parquet", new byte[] {1});
    assertThat(paths(table.log.at(2))).isEmpty();
    put(PART.formatted(2, 1, 1), new byte[0]);
    assertThat(paths(table.log.at(2))).containsExactly("from the UUID-named one");
    table.checkpoint(2, "{");
    assertThat(paths(table.log.at(2))).as("by the commits").containsExactly("b", "c");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 12, 100})
  void aTruncatedCheckpointGivesWay(int bytes) {
    fourVersions();
    byte[] classic = classic(2);
    put("00000000000000000002.checkpoint.parquet", java.util.Arrays.copyOf(classic, bytes));
    table.hint("{\"version\":2}");
    assertThat(paths(table.log.latest())).containsExactly("b", "c", "d");
  }

  @Test
  void anEmptyCommitIsStillItsVersion() {
    fourVersions();
    table.commit(4);
    table.put("00000000000000000004.json", 4000, "");
    assertThatThrownBy(table.log::latest)
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining("00000000000000000004.json");
    assertThat(paths(table.log.at(3))).containsExactly("b", "c", "d");
  }

  @Test
  void theTimeOfACheckpointsVersionIsInItsCommitWhichIsThereforeKept() {
    table
        .commit(0, info(10), PROTOCOL, metadata("", ICT), add("a"))
        .commit(1, info(20), add("b"))
        .checkpoint(1, PROTOCOL, metadata("", ICT), add("a"), add("b"))
        .delete(0);
    assertThat(table.log.latest().timestampMillis()).isEqualTo(20);
    assertThat(table.log.asOf(20).version()).isEqualTo(1);
  }

  @Test
  void theTimeOfAVersionInCompactedCommitsIsInItsOwn() {
    table
        .commit(0, info(10), PROTOCOL, metadata("", ICT), add("a"))
        .commit(1, info(20), add("b"))
        .commit(2, info(30), add("c"))
        .put(
            "00000000000000000000.00000000000000000002.compacted.json",
            9,
            String.join("\n", PROTOCOL, metadata("", ICT), add("a"), add("b"), add("c compacted")));
    assertThat(paths(table.log.latest())).containsExactly("a", "b", "c compacted");
    assertThat(table.log.latest().timestampMillis()).isEqualTo(30);
  }

  private static String info(long inCommitTimestamp) {
    return "{\"commitInfo\":{\"inCommitTimestamp\":%d}}".formatted(inCommitTimestamp);
  }

  @Test
  void afterAGapTimeTravelBeginsAtTheNextCheckpoint() {
    fourVersions();
    table
        .commit(4, add("e"))
        .commit(5, add("f"))
        .checkpoint(5, PROTOCOL, METADATA, add("b"), add("f"))
        .commit(6, add("g"))
        .delete(2);
    assertThat(paths(table.log.latest())).containsExactly("b", "f", "g");
    assertThat(table.log.asOf(5000).version()).isEqualTo(5);
    assertThatThrownBy(() -> table.log.asOf(4999))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("before the earliest version there is of memory:/t/, 5,");
    assertThatThrownBy(() -> table.log.at(4))
        .isInstanceOf(CorruptTableException.class)
        .hasMessageContaining("lacks a commit: 2");
    assertThat(paths(table.log.at(1))).containsExactly("a", "b");
  }

  @Test
  void aCheckpointWithoutItsCommitBeginsTimeTravelWithTheNextVersion() {
    fourVersions();
    table.checkpoint(1, PROTOCOL, METADATA, add("a"), add("b")).delete(0).delete(1);
    assertThat(table.log.asOf(2000).version()).isEqualTo(2);
    assertThatThrownBy(() -> table.log.asOf(1999))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("of memory:/t/, 2, committed at");
    assertThat(paths(table.log.at(1))).containsExactly("a", "b");
  }
}
