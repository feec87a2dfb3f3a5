package io.moraine.log.snapshot;

import static io.moraine.log.snapshot.WrittenLog.METADATA;
import static io.moraine.log.snapshot.WrittenLog.PROTOCOL;
import static io.moraine.log.snapshot.WrittenLog.add;
import static io.moraine.log.snapshot.WrittenLog.metadata;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.error.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeTravelTest {
  private final WrittenLog table = new WrittenLog();

  private static String info(long inCommitTimestamp) {
    return "{\"commitInfo\":{\"inCommitTimestamp\":%d}}".formatted(inCommitTimestamp);
  }

  @ParameterizedTest(name = "as of {0} it is version {1}")
  @CsvSource({"0, 0", "999, 0", "1000, 1", "1001, 1", "1999, 1", "2000, 2"})
  void aTimeIsTheNewestVersionUpToIt(long millis, long version) {
    table.commit(0, PROTOCOL, METADATA).commit(1, add("a")).commit(2, add("b"));
    assertThat(table.log.asOf(millis).version()).isEqualTo(version);
  }

  @Test
  void timesBeforeTheFirstAndAfterTheLastVersionAreRefused() {
    table.commitAt(0, 1000, PROTOCOL, METADATA).commitAt(1, 2000, add("a"));
    assertThatThrownBy(() -> table.log.asOf(999))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "The time 1970-01-01T00:00:00.999Z is before the earliest version there is of"
                + " memory:/t/, 0, committed at 1970-01-01T00:00:01Z");
    assertThatThrownBy(() -> table.log.asOf(2001))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "The time 1970-01-01T00:00:02.001Z is after the latest version of memory:/t/, 1,"
                + " committed at 1970-01-01T00:00:02Z");
  }

  @Test
  void timeNeverGoesBackEvenWhereClocksDid() {
    table
        .commitAt(0, 5000, PROTOCOL, METADATA)
        .commitAt(1, 3000, add("a"))
        .commitAt(2, 3000, add("b"))
        .commitAt(3, 9000, add("c"));
    assertThat(table.log.history())
        .extracting(HistoryEntry::timestampMillis)
        .containsExactly(9000L, 5002L, 5001L, 5000L);
    assertThat(table.log.asOf(5000).version()).isZero();
    assertThat(table.log.asOf(5001).version()).isEqualTo(1);
    assertThat(table.log.asOf(8999).version()).isEqualTo(2);
  }

  @Test
  void theEarliestTimeIsThatOfTheEarliestVersionThatCanBeMadeUp() {
    table
        .commit(3, add("c"))
        .commit(4, add("d"))
        .checkpoint(4, PROTOCOL, METADATA, add("c"), add("d"))
        .commit(5, add("e"));
    assertThatThrownBy(() -> table.log.asOf(3500))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("before the earliest version there is of memory:/t/, 4,");
    assertThat(table.log.asOf(4000).version()).isEqualTo(4);
    assertThatThrownBy(() -> table.log.at(3))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("there are versions 4 to 5");
    assertThat(table.log.history()).extracting(HistoryEntry::version).containsExactly(5L, 4L);
  }

  @Test
  void commitsThatCarryTheirTimeAreJudgedByItFromTheVersionThatBroughtItIn() {
    String on =
        "\"delta.enableInCommitTimestamps\":\"true\","
            + "\"delta.inCommitTimestampEnablementVersion\":\"2\","
            + "\"delta.inCommitTimestampEnablementTimestamp\":\"1500\"";
    table
        .commitAt(0, 1000, PROTOCOL, METADATA)
        .commitAt(1, 1400, add("a"))
        .commitAt(2, 90_000, info(1500), metadata("", on))
        .commitAt(3, 80_000, info(1600), add("b"));
    assertThat(table.log.asOf(1000).version()).isZero();
    assertThat(table.log.asOf(1499).version()).isEqualTo(1);
    assertThat(table.log.asOf(1500).version()).isEqualTo(2);
    assertThat(table.log.asOf(1600).version()).isEqualTo(3);
    assertThat(table.log.latest().timestampMillis()).isEqualTo(1600);
    assertThatThrownBy(() -> table.log.asOf(1601)).isInstanceOf(InvalidInputException.class);
    assertThat(table.log.history())
        .extracting(HistoryEntry::timestampMillis)
        .containsExactly(1600L, 1500L, 1400L, 1000L);
  }
}
