package io.moraine.log.snapshot;

import static io.moraine.log.snapshot.WrittenLog.METADATA;
import static io.moraine.log.snapshot.WrittenLog.PROTOCOL;
import static io.moraine.log.snapshot.WrittenLog.add;
import static io.moraine.log.snapshot.WrittenLog.paths;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.error.CorruptTableException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of WrittenLog have 10 bytes each. */
class ChecksumPolicyTest {
  private final WrittenLog table = new WrittenLog();
  private final TableLog ignoring =
      new TableLog(table.store, LogOptions.plain().with(ChecksumPolicy.IGNORE));

  private WrittenLog checksum(long version, String more, long files, long bytes) {
    return table.put(
        "%020d.crc".formatted(version),
        version * 1000 + 1,
        "{%s\"numFiles\":%d,\"tableSizeBytes\":%d,\"numMetadata\":1,\"numProtocol\":1}"
            .formatted(more, files, bytes));
  }

  /** Versions 0 to 3 of which the first is only in the checkpoint of 1. */
  @BeforeEach
  void write() {
    table
        .commit(0, PROTOCOL, METADATA, add("a"))
        .commit(1, add("b"))
        .checkpoint(1, PROTOCOL, METADATA, add("a"), add("b"))
        .commit(2, add("c"))
        .commit(3, "{\"commitInfo\":{\"txnId\":\"three\"}}", add("d"));
  }

  @ParameterizedTest
  @CsvSource({"5,40", "3,40", "4,39", "4,41", "0,0"})
  void aStateFromACheckpointThatContradictsTheChecksumIsRefusedWithBothFigures(
      long files, long bytes) {
    table.delete(0);
    checksum(3, "", files, bytes);
    assertThatThrownBy(table.log::latest)
        .isInstanceOf(CorruptTableException.class)
        .hasMessageContaining("Version 3 of memory:/t/ contradicts its checksum")
        .hasMessageContaining("the log comes to 4 files of 40 bytes")
        .hasMessageContaining(
            "_delta_log/00000000000000000003.crc says %d files of %d bytes"
                .formatted(files, bytes));
    assertThat(paths(ignoring.latest())).containsExactly("a", "b", "c", "d");
    assertThat(paths(table.log.at(2))).containsExactly("a", "b", "c");
    assertThatThrownBy(() -> table.log.update(table.log.at(2)))
        .isInstanceOf(CorruptTableException.class);
  }

  @Test
  void aCheckpointThatLacksAFileGivesWayToTheCommits() {
    table.checkpoint(1, PROTOCOL, METADATA, add("a"));
    checksum(3, "", 4, 40).hint("{\"version\":1}");
    assertThat(paths(table.log.latest())).containsExactly("a", "b", "c", "d");
    assertThat(paths(ignoring.latest())).containsExactly("a", "c", "d");
  }

  @Test
  void allCommitsAreTheTableWhateverItsChecksumSays() {
    table.store.delete("_delta_log/" + CHECKPOINT);
    checksum(3, "", 5, 50);
    assertThat(paths(table.log.latest())).containsExactly("a", "b", "c", "d");
    checksum(3, "", 4, 40);
    assertThat(paths(table.log.update(table.log.at(2)))).containsExactly("a", "b", "c", "d");
  }

  private static final String CHECKPOINT =
      "00000000000000000001.checkpoint.01234567-89ab-cdef-0123-456789abcdef.json";

  @Test
  void oneThatAnotherCommitLeftBehindSaysNothing() {
    table.delete(0);
    checksum(3, "\"txnId\":\"another\",", 5, 50);
    assertThat(table.log.latest().files().size()).isEqualTo(4);
    checksum(3, "\"txnId\":\"three\",", 5, 50);
    assertThatThrownBy(table.log::latest).isInstanceOf(CorruptTableException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".00000000000000000003.crc.crc",
        ".00000000000000000003.json.crc",
        "00000000000000000003.json.crc",
        "00000000000000000003.crc.crc",
        "3.crc",
        "00000000000000000004.crc",
      })
  void filesOfHadoopsOwnAndOfVersionsThatAreNotThereAreNoChecksums(String name) {
    table.delete(0);
    table.put(name, 1, "{\"numFiles\":9,\"tableSizeBytes\":9}");
    Snapshot latest = table.log.latest();
    assertThat(latest.version()).isEqualTo(3);
    assertThat(latest.files().size()).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "crc\u0000\u0000\u0000", "{\"numFiles\":9}"})
  void aMalformedOneIsIgnored(String text) {
    table.delete(0);
    table.put("00000000000000000003.crc", 1, text);
    assertThat(table.log.latest().files().size()).isEqualTo(4);
  }
}
