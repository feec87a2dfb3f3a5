package io.moraine.log.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.error.InvalidInputException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TablePropertiesTest {
  private static TableProperties of(String key, String value) {
    return new TableProperties(Map.of(key, value));
  }

  @Test
  void whatIsNotSetHasTheProtocolsDefault() {
    TableProperties none = new TableProperties(Map.of());
    assertThat(none.checkpointInterval()).isEqualTo(10);
    assertThat(none.logRetention()).isEqualTo(Duration.ofDays(30));
    assertThat(none.deletedFileRetention()).isEqualTo(Duration.ofDays(7));
    assertThat(none.setTransactionRetention()).isEmpty();
    assertThat(none.appendOnly()).isFalse();
    assertThat(none.targetFileSizeBytes()).isEmpty();
    assertThat(none.columnMappingMode()).isEqualTo(ColumnMappingMode.NONE);
    assertThat(none.checkConstraints()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "interval 1 week, PT168H",
    "INTERVAL 30 days, PT720H",
    "2 hours, PT2H",
    "interval 1 day 12 hours 1 minute, PT36H1M",
    "interval 5 microseconds, PT0.000005S",
    "interval 0 seconds, PT0S",
  })
  void intervalsAreDurations(String text, Duration expected) {
    assertThat(of("delta.logRetentionDuration", text).logRetention()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "interval",
        "1",
        "interval 1 month",
        "1 year",
        "interval -1 day",
        "one day",
        "interval 999999999999 weeks 1",
        "1.5 days",
      })
  void whatIsNoIntervalIsRefusedWithItsName(String text) {
    assertThatThrownBy(() -> of("delta.logRetentionDuration", text).logRetention())
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Table property 'delta.logRetentionDuration' must be an interval of weeks, days, hours"
                + " or less, found '%s'",
            text);
  }

  @Test
  void anIntervalIsAtLeastOneForCheckpoints() {
    assertThat(of("delta.checkpointInterval", "1").checkpointInterval()).isEqualTo(1);
    for (String bad : new String[] {"0", "-3", "x", "99999999999"}) {
      assertThatThrownBy(() -> of("delta.checkpointInterval", bad).checkpointInterval())
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("found '" + bad + "'");
    }
  }

  @Test
  void constraintsKeepTheirNames() {
    assertThat(of("delta.constraints.Positive", "x > 0").checkConstraints())
        .containsExactly(Map.entry("Positive", "x > 0"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "1, 1",
    "134217728, 134217728",
    "128mb, 134217728",
    "1 GB, 1073741824",
    "2KiB, 2048",
    "3k, 3072",
    "7b, 7",
    "8191p, 9222246136947933184",
  })
  void sizesAreBytes(String text, long expected) {
    assertThat(of("delta.targetFileSize", text).targetFileSizeBytes()).hasValue(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "mb", "-1", "1.5mb", "12 parsecs", "5ib", "8192p"})
  void whatIsNoSizeIsRefusedWithItsName(String text) {
    assertThatThrownBy(() -> of("delta.targetFileSize", text).targetFileSizeBytes())
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Table property 'delta.targetFileSize' must be a size such as 134217728, 128mb or 1gb,"
                + " found '%s'",
            text);
  }
}
