package io.moraine.log.cleanup;

import static io.moraine.log.cleanup.AgedTable.DAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.error.UnsupportedFeatureException;
import io.moraine.log.compacted.LogCompactor;
import io.moraine.log.segment.LogFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A version a day, checkpoints of some, and logs that are kept for ten days. */
class LogCleanupTest {
  private final AgedTable table = new AgedTable(Map.of("delta.logRetentionDuration", "10 days"));

  @Test
  void allStaysFromTheNewestCheckpointOnThatIsNotNewerThanTheMidnightOfTheRetentionsEnd() {
    // The last midnight that is ten days back is on version 21's day, but before it.
    table.days(30).checkpoint(5).checkpoint(10).checkpoint(15).checkpoint(21);
    List<List<String>> states = table.states(15, 30);
    CleanupPlan plan = table.cleanup().plan();
    assertThat(plan.earliest()).hasValue(15);
    assertThat(table.names()).as("a plan changes nothing").contains("00000000000000000000.json");
    LogCleanup.Removed removed = table.cleanup().run();
    assertThat(removed.plan()).isEqualTo(plan);
    assertThat(table.commits()).isEqualTo(AgedTable.range(15, 30));
    assertThat(table.checkpoints()).containsExactly(15L, 21L);
    assertThat(table.states(15, 30)).isEqualTo(states);
    assertThatThrownBy(() -> table.log().at(14))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("there are versions 15 to 30");
    assertThat(table.cleanup().run().plan().reason())
        .isEqualTo("nothing is older than the checkpoint of version 15");
  }

  @ParameterizedTest(name = "version 19 {0} ms after the cutoff: from {1} on")
  @CsvSource({"-1,19", "0,19", "1,15"})
  void aCommitExactlyAtTheCutoffMidnightIsOldEnough(long millis, long earliest) {
    AgedTable exact = new AgedTable(Map.of("delta.logRetentionDuration", "10 days"));
    long midnight = AgedTable.START + 20 * DAY - AgedTable.START % DAY;
    exact.days(18).advanceTo(midnight + millis).day().advanceTo(midnight + 10 * DAY + 5);
    exact.checkpoint(15).checkpoint(19);
    assertThat(exact.cleanup().plan().earliest()).hasValue(earliest);
  }

  @Test
  void withoutACheckpointThatIsOldEnoughAllStays() {
    table.days(30).checkpoint(21);
    List<String> before = table.names();
    CleanupPlan plan = table.cleanup().run().plan();
    assertThat(plan.earliest()).isEmpty();
    assertThat(plan.reason()).startsWith("there is no checkpoint that can be read of a version of");
    assertThat(table.names()).isEqualTo(before);
  }

  @Test
  void theOnlyCheckpointStaysHoweverOldItIs() {
    table.days(30).checkpoint(5);
    table.advanceTo(AgedTable.START + 1_000 * DAY);
    assertThat(table.cleanup().run().plan().earliest()).hasValue(5);
    assertThat(table.checkpoints()).containsExactly(5L);
    assertThat(table.commits()).isEqualTo(AgedTable.range(5, 30));
  }

  @Test
  void aCheckpointThatCannotBeReadProtectsNothing() {
    table.days(30).checkpoint(5).checkpoint(10).checkpoint(15);
    String broken = table.key(15, "checkpoint.parquet");
    byte[] content = table.store().read(broken);
    content[content.length / 2] ^= 1;
    content[content.length / 3] ^= 1;
    table.store().put(broken, java.util.Arrays.copyOf(content, content.length - 3));
    assertThat(table.cleanup().run().plan().earliest()).hasValue(10);
    assertThat(table.commits()).isEqualTo(AgedTable.range(10, 30));
    table.states(10, 30);
  }

  @Test
  void checksumsCompactedCommitsAndPartsGoWithTheirVersionsAndWhatIsUnknownStays() {
    table.days(30).checkpoint(10).checkpoint(15).checkpoint(21);
    LogCompactor compactor = new LogCompactor(table.log());
    compactor.compact(2, 4);
    compactor.compact(12, 18);
    compactor.compact(15, 17);
    compactor.compact(16, 18);
    table
        .put(table.key(3, "checkpoint.0000000001.0000000002.parquet"))
        .put(table.key(15, "checkpoint.0000000001.0000000002.parquet"))
        .put(LogFile.FOLDER + "/00000000000000000003.crc.tmp")
        .put(LogFile.FOLDER + "/.00000000000000000003.json.crc")
        .put(LogFile.FOLDER + "/.00000000000000000003.crc.crc")
        .put(LogFile.FOLDER + "/.00000000000000000015.json.crc")
        .put(LogFile.FOLDER + "/.00000000000000000012.00000000000000000018.compacted.json.crc")
        .put(LogFile.FOLDER + "/.00000000000000000016.00000000000000000018.compacted.json.crc")
        .put(LogFile.FOLDER + "/.00000000000000000010.checkpoint.parquet.crc")
        .put(LogFile.FOLDER + "/.00000000000000000003.json.tmp")
        .put(LogFile.FOLDER + "/._last_checkpoint.crc")
        .put(LogFile.FOLDER + "/.crc")
        .put(LogFile.FOLDER + "/notes.txt")
        .put(LogFile.FOLDER + "/_commits/00000000000000000003.json")
        .put(LogFile.FOLDER + "/_staged_commits/00000000000000000015.u.json")
        .put(LogFile.FOLDER + "/_staged_commits/00000000000000000016.u.json");
    table.cleanup().run();
    assertThat(table.names())
        .contains(
            ".00000000000000000003.json.tmp",
            ".00000000000000000015.json.crc",
            ".00000000000000000016.00000000000000000018.compacted.json.crc",
            "._last_checkpoint.crc",
            ".crc",
            "00000000000000000003.crc.tmp",
            "notes.txt",
            "00000000000000000015.crc",
            "00000000000000000015.json",
            "00000000000000000015.checkpoint.0000000001.0000000002.parquet",
            "00000000000000000016.00000000000000000018.compacted.json",
            "_commits/00000000000000000003.json",
            "_staged_commits/00000000000000000016.u.json")
        .doesNotContain(
            ".00000000000000000003.crc.crc",
            ".00000000000000000003.json.crc",
            ".00000000000000000010.checkpoint.parquet.crc",
            ".00000000000000000012.00000000000000000018.compacted.json.crc",
            "00000000000000000014.crc",
            "00000000000000000014.json",
            "00000000000000000010.checkpoint.parquet",
            "00000000000000000003.checkpoint.0000000001.0000000002.parquet",
            "00000000000000000002.00000000000000000004.compacted.json",
            "00000000000000000012.00000000000000000018.compacted.json",
            "00000000000000000015.00000000000000000017.compacted.json",
            "_staged_commits/00000000000000000015.u.json");
  }

  @Test
  void timesThatWentBackMakeNoVersionOlderThanTheOneBefore() {
    // Version 3 was written by a clock 25 days ahead; those after it are not older.
    table.days(2).advanceTo(AgedTable.START + 28 * DAY).day();
    table.advanceTo(AgedTable.START + 4 * DAY).days(26).checkpoint(2).checkpoint(10).checkpoint(15);
    assertThat(table.cleanup().run().plan().earliest()).hasValue(2);
    table.states(2, 29);
  }

  @Test
  void whereCommitsCarryTheirTimeThatMustBeReachedToo() {
    AgedTable timed =
        new AgedTable(
            Map.of(
                "delta.logRetentionDuration", "10 days",
                "delta.enableInCommitTimestamps", "true",
                "delta.inCommitTimestampEnablementVersion", "5"));
    // By their own times the commits from 5 on are 8 days younger than their files.
    timed.inCommitDelayMillis(8 * DAY).days(30);
    timed.checkpoint(4).checkpoint(8).checkpoint(12).checkpoint(15);
    assertThat(timed.plan().earliest()).hasValue(12);
  }

  @Test
  void theHookCleansUpAfterACheckpointUnlessTheTableSaysNotTo() {
    for (boolean enabled : new boolean[] {true, false}) {
      AgedTable hooked =
          new AgedTable(
              Map.of(
                  "delta.logRetentionDuration",
                  "interval 10 days",
                  "delta.checkpointInterval",
                  "5",
                  "delta.enableExpiredLogCleanup",
                  Boolean.toString(enabled)));
      hooked.withHooks().days(30);
      // At 30 the cutoff is before 20; what is left begins at the checkpoint before that.
      assertThat(hooked.commits().get(0)).isEqualTo(enabled ? 15L : 0L);
      assertThat(hooked.checkpoints()).hasSize(enabled ? 4 : 6);
    }
  }

  @Test
  void aTableThatMoraineMayNotWriteIsNotCleanedUp() {
    AgedTable other = new AgedTable(Map.of("delta.logRetentionDuration", "10 days"));
    other.writerFeature("icebergCompatV3").days(30);
    List<String> before = other.names();
    assertThatThrownBy(() -> other.cleanup().run())
        .isInstanceOf(UnsupportedFeatureException.class)
        .hasMessageContaining("icebergCompatV3");
    assertThat(other.names()).isEqualTo(before);
  }

  @ParameterizedTest(name = "protected before {0}, a feature unknown at {1}: from {2} on")
  @CsvSource({"15,-1,15", "16,-1,15", "15,12,15", "16,12,-1", "16,16,15", "30,14,-1"})
  void protectedHistoryGoesInOneGoOrWhereItsProtocolsAreKnown(
      long before, long unknownAt, long earliest) {
    AgedTable guarded =
        new AgedTable(
            Map.of(
                "delta.logRetentionDuration",
                "10 days",
                "delta.requireCheckpointProtectionBeforeVersion",
                Long.toString(before)));
    guarded.guardedHistory(30, unknownAt);
    guarded.checkpoint(5).checkpoint(15);
    CleanupPlan plan = guarded.cleanup().run().plan();
    assertThat(plan.earliest().orElse(-1)).isEqualTo(earliest);
    if (earliest < 0) {
      assertThat(plan.reason())
          .contains("protects its history before version " + before)
          .contains("icebergCompatV3");
      assertThat(guarded.commits()).isEqualTo(AgedTable.range(0, 30));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"3 days", "0 days"})
  void theTablesRetentionCounts(String retention) {
    AgedTable other = new AgedTable(Map.of("delta.logRetentionDuration", retention));
    other.days(30).checkpoint(10).checkpoint(26).checkpoint(29).checkpoint(30);
    List<Long> kept = new ArrayList<>();
    other.cleanup().run().plan().earliest().ifPresent(kept::add);
    assertThat(kept).containsExactly(retention.equals("3 days") ? 26L : 30L);
  }

  private static String manifest(String... sidecars) {
    StringBuilder text = new StringBuilder("{\"checkpointMetadata\":{\"version\":1}}\n");
    for (String path : sidecars) {
      text.append("{\"sidecar\":{\"path\":\"%s\",\"sizeInBytes\":1}}\n".formatted(path));
    }
    return text.toString();
  }

  private AgedTable withSidecars(String newestManifest) {
    long now = AgedTable.START + 31 * DAY;
    table.days(30).checkpoint(15);
    String uuid = "checkpoint.01234567-89ab-cdef-0123-456789abcdef.json";
    table
        .put(table.key(5, uuid), now, manifest("old.parquet", "both.parquet"))
        .put(table.key(25, uuid), now, newestManifest);
    long midnight = now - now % DAY;
    for (String name : new String[] {"old", "both", "named", "orphan"}) {
      table.put(LogFile.FOLDER + "/_sidecars/" + name + ".parquet", midnight - DAY - 1, "{}");
    }
    for (String name : new String[] {"old", "both"}) {
      table.put(LogFile.FOLDER + "/_sidecars/." + name + ".parquet.crc", midnight - DAY - 1, "{}");
    }
    return table
        .put(LogFile.FOLDER + "/_sidecars/young.parquet", midnight - DAY, "{}")
        .put(LogFile.FOLDER + "/_sidecars/unknown.txt", 0, "{}");
  }

  @Test
  void sidecarsGoThatNoCheckpointNamesAndThatAreOlderThanADay() {
    withSidecars(manifest("both.parquet", "memory:/aged/_delta_log/_sidecars/named.parquet"));
    assertThat(table.cleanup().run().sidecars())
        .extracting(status -> status.name())
        .containsExactly(".old.parquet.crc", "old.parquet", "orphan.parquet");
    assertThat(table.names())
        .filteredOn(name -> name.startsWith("_sidecars"))
        .containsExactly(
            "_sidecars/.both.parquet.crc",
            "_sidecars/both.parquet",
            "_sidecars/named.parquet",
            "_sidecars/unknown.txt",
            "_sidecars/young.parquet");
  }

  @Test
  void noSidecarGoesWhereACheckpointDoesNotTellWhichAreItsOwn() {
    withSidecars("{\"sidecar\":");
    LogCleanup.Removed removed = table.cleanup().run();
    assertThat(removed.plan().earliest()).hasValue(15);
    assertThat(removed.sidecars()).isEmpty();
  }
}
