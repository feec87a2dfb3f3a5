package io.moraine.log.snapshot;

import static io.moraine.log.snapshot.WrittenLog.METADATA;
import static io.moraine.log.snapshot.WrittenLog.PROTOCOL;
import static io.moraine.log.snapshot.WrittenLog.add;
import static io.moraine.log.snapshot.WrittenLog.paths;
import static io.moraine.log.snapshot.WrittenLog.remove;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.error.CorruptFileException;
import io.moraine.core.error.CorruptTableException;
import io.moraine.core.error.InvalidInputException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointFallbackTest {
  private final WrittenLog table = new WrittenLog();

  /** Versions 0 to 3, of which 0 and 1 are only in the checkpoint of version 1. */
  @BeforeEach
  void write() {
    table
        .checkpoint(1, PROTOCOL, METADATA, add("a"), add("b"), remove("x"))
        .commit(1, add("b"))
        .commit(2, remove("a"), add("c"))
        .commit(3, add("d"))
        .hint("{\"version\":1,\"size\":5}");
  }

  @Test
  void commitsAfterACheckpointGoOverIt() {
    Snapshot snapshot = table.log.latest();
    assertThat(paths(snapshot)).containsExactly("b", "c", "d");
    assertThat(snapshot.tombstones()).extracting("path").containsExactly("x", "a");
    assertThat(snapshot.checkpointVersion()).hasValue(1);
    assertThat(paths(table.log.at(1))).containsExactly("a", "b");
    assertThatThrownBy(() -> table.log.at(0))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("No version 0 of memory:/t/: there are versions 1 to 3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "{\"version\":",
        "[]",
        "{\"size\":5}",
        "{\"version\":-1}",
        "{\"version\":\"1\"}",
        "{\"version\":2}",
        "{\"version\":3}",
        "{\"version\":100}",
        "{\"version\":1,\"version\":1}",
        "{\"version\":1} {\"version\":1}",
        "{\"version\":3,\"checksum\":\"d41d8cd98f00b204e9800998ecf8427e\"}",
        "{\"version\":3,\"checksum\":7}",
      })
  void aHintThatIsWrongIsNoHint(String hint) {
    table.hint(hint);
    assertThat(paths(table.log.latest())).containsExactly("b", "c", "d");
    assertThat(paths(table.log.at(2))).containsExactly("b", "c");
  }

  @Test
  void aStaleHintDoesNotHideANewerCheckpoint() {
    table.checkpoint(3, PROTOCOL, METADATA, add("b"), add("c"), add("d"));
    assertThat(table.log.latest().checkpointVersion()).hasValue(3);
    table.delete(1).delete(2).delete(3);
    Snapshot snapshot = table.log.latest();
    assertThat(snapshot.version()).isEqualTo(3);
    assertThat(snapshot.commitFile()).isEmpty();
    assertThat(snapshot.timestampMillis()).as("the checkpoint's").isEqualTo(3500);
  }

  @Test
  void aCorruptCheckpointGivesWayToAnOlderOne() {
    table.put(
        "00000000000000000003.checkpoint.aaaaaaaa-89ab-cdef-0123-456789abcdef.json",
        3500,
        "{\"add\":{\"path\":");
    table.hint("{\"version\":3}");
    assertThat(paths(table.log.latest())).containsExactly("b", "c", "d");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"PAR1", "PAR1PAR1", "PAR1\u0000\u0000\u0000\u0010PAR1", "no Parquet file"})
  void aParquetCheckpointThatCannotBeReadGivesWayToo(String content) {
    table.put("00000000000000000003.checkpoint.parquet", 3500, content);
    table.hint("{\"version\":3}");
    assertThat(paths(table.log.latest())).containsExactly("b", "c", "d");
    table.delete(3);
    assertThatThrownBy(table.log::latest)
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining("memory:/t/_delta_log/00000000000000000003.checkpoint.parquet");
  }

  @Test
  void theOnlyCheckpointBeingCorruptIsAnError() {
    table.checkpoint(1, "{\"add\":{");
    assertThatThrownBy(table.log::latest)
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining("00000000000000000001.checkpoint.01234567-")
        .hasMessageContaining("line 2");
  }

  @Test
  void aCheckpointWithoutProtocolContradictsItselfAndIsNotPassedOver() {
    table.checkpoint(3, METADATA, add("b"));
    assertThatThrownBy(table.log::latest)
        .isInstanceOf(CorruptTableException.class)
        .hasMessageContaining("no action 'protocol'");
  }

  @Test
  void emptyAndIncompleteCheckpointsAreNone() {
    table
        .put("00000000000000000003.checkpoint.parquet", 3500, "")
        .put("00000000000000000003.checkpoint.0000000001.0000000002.parquet", 3500, "x")
        .put("00000000000000000003.checkpoint.0000000002.0000000003.parquet", 3500, "x")
        .put("00000000000000000003.checkpoint.0000000003.0000000002.parquet", 3500, "x");
    Snapshot snapshot = table.log.latest();
    assertThat(paths(snapshot)).containsExactly("b", "c", "d");
    assertThat(snapshot.checkpointVersion()).hasValue(1);
  }

  @Test
  void aCheckpointOnlyGapIsReported() {
    table.delete(2);
    assertThatThrownBy(table.log::latest)
        .isInstanceOf(CorruptTableException.class)
        .hasMessage(
            "Cannot make up version 3 of memory:/t/: the log has a checkpoint of version 1, but"
                + " lacks a commit: 2");
  }

  @Test
  void aSidecarOutsideItsFolderIsRefused() {
    for (String path : new String[] {"../a.parquet", "/etc/passwd", "a/b.parquet", ".."}) {
      table.checkpoint(
          3,
          PROTOCOL,
          METADATA,
          "{\"sidecar\":{\"path\":\"%s\",\"sizeInBytes\":1,\"modificationTime\":1}}"
              .formatted(path));
      table.delete(2);
      assertThatThrownBy(table.log::latest)
          .isInstanceOf(CorruptFileException.class)
          .hasMessageContaining("a sidecar must be a file name within")
          .hasMessageContaining("'" + path + "'");
    }
  }

  @Test
  void anUpdateOverACleanedUpLogLoadsAnew() {
    Snapshot old = table.log.at(1);
    table
        .checkpoint(3, PROTOCOL, METADATA, add("b"), add("c"), add("d"))
        .delete(1)
        .delete(2)
        .delete(3)
        .commit(4, add("e"));
    Snapshot updated = table.log.update(old);
    assertThat(updated.version()).isEqualTo(4);
    assertThat(paths(updated)).containsExactly("b", "c", "d", "e");
  }
}
