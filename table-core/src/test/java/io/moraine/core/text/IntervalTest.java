package io.moraine.core.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.error.InvalidInputException;
import org.junit.jupiter.api.Test;

class IntervalTest {
  @Test
  void readsNumbersWithUnits() {
    assertThat(Interval.of("90", "DAY")).isEqualTo(new Interval(0, 90, 0));
    assertThat(Interval.of("-2", "weeks")).isEqualTo(new Interval(0, -14, 0));
    assertThat(Interval.of("1", "year")).isEqualTo(new Interval(12, 0, 0));
    assertThat(Interval.of("1.5", "seconds")).isEqualTo(new Interval(0, 0, 1_500_000));
    assertThat(Interval.parse("1 year 2 months -3 days 4 hours"))
        .isEqualTo(new Interval(14, -3, 14_400_000_000L));
    assertThat(Interval.parse("interval 1 day")).isEqualTo(new Interval(0, 1, 0));
  }

  @Test
  void readsSeveralFieldsInOneText() {
    assertThat(Interval.ofFields("1-2", "YEAR", "MONTH")).isEqualTo(new Interval(14, 0, 0));
    assertThat(Interval.ofFields("-1-2", "year", "month")).isEqualTo(new Interval(-14, 0, 0));
    assertThat(Interval.ofFields("3 12:30:00.5", "DAY", "SECOND"))
        .isEqualTo(new Interval(0, 3, 45_000_500_000L));
    assertThat(Interval.ofFields("12:30", "HOUR", "MINUTE"))
        .isEqualTo(new Interval(0, 0, 45_000_000_000L));
  }

  @Test
  void refusesWhatIsNoInterval() {
    assertThatThrownBy(() -> Interval.of("1", "fortnight"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("No unit 'fortnight' of an interval; there are year");
    assertThatThrownBy(() -> Interval.of("1.5", "day")).hasMessageContaining("'1.5' day");
    assertThatThrownBy(() -> Interval.of("9999999999", "year"))
        .hasMessageContaining("Cannot read interval");
    assertThatThrownBy(() -> Interval.parse("soon")).hasMessageContaining("'soon'");
    assertThatThrownBy(() -> Interval.parse("1 day soon")).hasMessageContaining("'1 day soon'");
    assertThatThrownBy(() -> Interval.ofFields("1", "YEAR", "MONTH"))
        .hasMessageContaining("expected the fields YEAR to MONTH");
  }

  @Test
  void writesItsParts() {
    assertThat(new Interval(14, -3, 0)).hasToString("INTERVAL '14 months -3 days'");
    assertThat(Interval.ZERO).hasToString("INTERVAL '0 days'");
  }
}
