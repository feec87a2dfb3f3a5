package io.moraine.log.changes;

import static io.moraine.log.snapshot.WrittenLog.METADATA;
import static io.moraine.log.snapshot.WrittenLog.PROTOCOL;
import static io.moraine.log.snapshot.WrittenLog.add;
import static io.moraine.log.snapshot.WrittenLog.metadata;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.error.InvalidInputException;
import io.moraine.log.changes.ChangeBounds.BeyondLatest;
import io.moraine.log.changes.ChangePoint.AtTime;
import io.moraine.log.changes.ChangePoint.AtVersion;
import io.moraine.log.snapshot.WrittenLog;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangeLogTest {
  private static final String RECORDED = "\"delta.enableChangeDataFeed\":\"true\"";

  private final WrittenLog table = new WrittenLog();

  private Optional<ChangeRange> within(ChangePoint from, ChangePoint to, BeyondLatest beyond) {
    return ChangeLog.of(table.log, table.log.latest())
        .within(new ChangeBounds(from, Optional.ofNullable(to), beyond));
  }

  private Optional<ChangeRange> within(ChangePoint from, ChangePoint to) {
    return within(from, to, BeyondLatest.REFUSE);
  }

  /** Versions 0 to {@code last}, each committed at a thousand times its number. */
  private void grow(long last) {
    table.commit(0, PROTOCOL, METADATA);
    for (long version = 1; version <= last; version++) {
      table.commit(version, add("f" + version));
    }
  }

  @ParameterizedTest(name = "{0} to {1} is {2} to {3}")
  @CsvSource({"0,0,0,0", "0,3,0,3", "2,3,2,3", "2,99,2,3", "3,3,3,3"})
  void versionsAreMeantWithBothEnds(long from, long to, long first, long last) {
    grow(3);
    assertThat(within(new AtVersion(from), new AtVersion(to)).orElseThrow().versions())
        .isEqualTo(new VersionRange(first, last));
    assertThat(within(new AtVersion(from), null).orElseThrow().versions())
        .isEqualTo(new VersionRange(first, 3));
  }

  @ParameterizedTest(name = "{0} ms to {1} ms is {2} to {3}")
  @CsvSource({
    // Exactly at a version, just after, just before, and from before the first.
    "0,3000,0,3",
    "-9,1000,0,1",
    "1,3000,1,3",
    "1000,1000,1,1",
    "1001,2999,2,2",
    "999,2001,1,2"
  })
  void aTimeStartsAtTheNextVersionAndEndsAtTheOneBefore(long from, long to, long first, long last) {
    grow(3);
    assertThat(within(new AtTime(from), new AtTime(to)).orElseThrow().versions())
        .isEqualTo(new VersionRange(first, last));
  }

  @Test
  void timesWithoutAVersionBetweenMeanNone() {
    grow(3);
    assertThat(within(new AtTime(1001), new AtTime(1999))).isEmpty();
    assertThatThrownBy(() -> within(new AtTime(1999), new AtTime(1001)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Changes of memory:/t/ need an end that is not before their start:"
                + " 1970-01-01T00:00:01.999Z means version 2, 1970-01-01T00:00:01.001Z version 1");
    assertThatThrownBy(() -> within(new AtTime(1001), new AtVersion(1)))
        .hasMessageContaining("means version 2, version 1 version 1");
  }

  @Test
  void whatIsAfterTheLatestVersionIsAnErrorOrNothing() {
    grow(3);
    assertThatThrownBy(() -> within(new AtVersion(4), null))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("Changes of memory:/t/ cannot start at version 4: the latest is 3");
    assertThatThrownBy(() -> within(new AtTime(3001), null))
        .hasMessage(
            "Changes of memory:/t/ cannot start at 1970-01-01T00:00:03.001Z, after the latest version, 3, committed at 1970-01-01T00:00:03Z");
    assertThatThrownBy(() -> within(new AtTime(0), new AtTime(3001)))
        .hasMessageContaining("is after the latest version");
    assertThatThrownBy(() -> within(new AtVersion(-1), null))
        .hasMessageContaining("versions start at 0");
    assertThat(within(new AtVersion(4), null, BeyondLatest.ALLOW)).isEmpty();
    assertThat(within(new AtTime(3001), null, BeyondLatest.ALLOW)).isEmpty();
    assertThat(
            within(new AtTime(1500), new AtTime(9999), BeyondLatest.ALLOW).orElseThrow().versions())
        .isEqualTo(new VersionRange(2, 3));
  }

  @Test
  void versionsThatWereCleanedUpAreRefusedWithTheEarliestThatIsLeft() {
    grow(5);
    table.checkpoint(3, PROTOCOL, METADATA, add("f3"));
    table.delete(0).delete(1).delete(2);
    assertThatThrownBy(() -> within(new AtVersion(2), new AtVersion(4)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "The changes of version 2 of memory:/t/ are no longer there, its log was cleaned up: the earliest version available is 3");
    assertThat(within(new AtVersion(3), null).orElseThrow().versions())
        .isEqualTo(new VersionRange(3, 5));
    assertThat(within(new AtTime(0), null).orElseThrow().versions())
        .as("from the earliest")
        .isEqualTo(new VersionRange(3, 5));
    table.delete(3).delete(4).delete(5).checkpoint(5, PROTOCOL, METADATA, add("f5"));
    assertThatThrownBy(() -> within(new AtVersion(5), null))
        .hasMessageContaining("only a checkpoint of version 5 is left");
  }

  @Test
  void eachVersionHasTheStateOfItsOwn() {
    table
        .commit(0, PROTOCOL, metadata("", "\"k\":\"0\""))
        .commit(1, add("a"))
        .commit(2, metadata("", "\"k\":\"2\""), add("b"))
        .commit(3, add("c"))
        .commit(4, metadata("", "\"k\":\"4\""));
    ChangeRange range = within(new AtVersion(1), new AtVersion(3)).orElseThrow();
    assertThat(range)
        .extracting(commit -> commit.state().metadata().configuration().get("k"))
        .containsExactly("0", "2", "2");
    assertThat(range).extracting(VersionCommit::version).containsExactly(1L, 2L, 3L);
    assertThat(range)
        .extracting(VersionCommit::timestampMillis)
        .containsExactly(1000L, 2000L, 3000L);
  }

  @Test
  void theFirstVersionWithoutTheFeedIsNamed() {
    table
        .commit(0, PROTOCOL, METADATA)
        .commit(1, metadata("", RECORDED))
        .commit(2, add("a"))
        .commit(3, metadata("", ""))
        .commit(4, metadata("", RECORDED));
    assertThatThrownBy(() -> requireReadable(0, 4))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("from version 0 to 4: they are not recorded in version 0");
    assertThatThrownBy(() -> requireReadable(1, 4)).hasMessageContaining("in version 3,");
    assertThatCode(() -> requireReadable(1, 2)).doesNotThrowAnyException();
    assertThatCode(() -> requireReadable(4, 4)).doesNotThrowAnyException();
  }

  private void requireReadable(long from, long to) {
    ChangeFeed.requireReadable(within(new AtVersion(from), new AtVersion(to)).orElseThrow());
  }

  private static String schema(String... namesAndTypes) {
    StringBuilder fields = new StringBuilder();
    for (int i = 0; i < namesAndTypes.length; i += 2) {
      fields
          .append(i == 0 ? "" : ",")
          .append(
              "{\\\"name\\\":\\\"%s\\\",\\\"type\\\":\\\"%s\\\",\\\"nullable\\\":true,\\\"metadata\\\":{}}"
                  .formatted(namesAndTypes[i], namesAndTypes[i + 1]));
    }
    return metadata("", RECORDED)
        .replaceFirst(
            "\\\\\"fields\\\\\":\\[.*?\\]}",
            java.util.regex.Matcher.quoteReplacement("\\\"fields\\\":[" + fields + "]}"));
  }

  @Test
  void columnsMayBeAddedAndTypesWidenedButNoMore() {
    table
        .commit(0, PROTOCOL, schema("id", "integer"))
        .commit(1, schema("id", "integer", "s", "string"))
        .commit(2, schema("ID", "long", "s", "string"))
        .commit(3, schema("id", "long"))
        .commit(4, schema("id", "string"))
        .commit(5, add("a"));
    assertThatCode(() -> requireReadable(0, 2)).doesNotThrowAnyException();
    assertThatThrownBy(() -> requireReadable(0, 3))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(
            "in version 3 column 's' is gone. Read up to version 2, and from 3 on");
    assertThatThrownBy(() -> requireReadable(3, 5))
        .hasMessageContaining("in version 4 the type of column 'id' changes from BIGINT to STRING");
    assertThatCode(() -> requireReadable(4, 5)).doesNotThrowAnyException();
  }
}
