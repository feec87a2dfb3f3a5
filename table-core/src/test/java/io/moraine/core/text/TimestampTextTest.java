package io.moraine.core.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.error.InvalidInputException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimestampTextTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @Test
  void readsWhatItWrites() {
    Random random = new Random(5);
    for (int i = 0; i < 20_000; i++) {
      long micros = (long) (random.nextGaussian() * 3e16);
      String text = TimestampText.format(micros, ZoneOffset.UTC);
      assertThat(TimestampText.parse(text, ZoneOffset.UTC)).as(text).hasValue(micros);
      int days = random.nextInt();
      assertThat(DateText.parse(DateText.format(days % 900_000))).hasValue(days % 900_000);
    }
  }

  @Test
  void holdsTheEndsOfTheRange() {
    String least = TimestampText.format(Long.MIN_VALUE, ZoneOffset.UTC);
    String most = TimestampText.format(Long.MAX_VALUE, ZoneOffset.UTC);
    assertThat(least).isEqualTo("-290308-12-21 19:59:05.224192");
    assertThat(most).isEqualTo("+294247-01-10 04:00:54.775807");
    assertThat(TimestampText.parse(least, ZoneOffset.UTC)).hasValue(Long.MIN_VALUE);
    assertThat(TimestampText.parse(most, ZoneOffset.UTC)).hasValue(Long.MAX_VALUE);
    assertThat(TimestampText.parse("+294247-01-10 04:00:54.775808", ZoneOffset.UTC)).isEmpty();
  }

  @Test
  void takesTheEarlierOfTwoInstantsAndTheLaterOfNone() {
    // On 27 October 2024 clocks in Berlin show 02:30 twice, on 31 March never.
    assertThat(TimestampText.parse("2024-10-27 02:30:00", BERLIN))
        .isEqualTo(TimestampText.parse("2024-10-27 00:30:00Z", BERLIN));
    assertThat(TimestampText.parse("2024-03-31 02:30:00", BERLIN))
        .isEqualTo(TimestampText.parse("2024-03-31 01:30:00Z", BERLIN));
  }

  @Test
  void knowsZonesByOffsetAndName() {
    assertThat(TimestampText.zone("+1")).isEqualTo(ZoneOffset.ofHours(1));
    assertThat(TimestampText.zone("-08:30")).isEqualTo(ZoneOffset.ofHoursMinutes(-8, -30));
    assertThat(TimestampText.zone("UTC+2")).isEqualTo(ZoneOffset.ofHours(2));
    assertThat(TimestampText.zone("Z")).isEqualTo(ZoneOffset.UTC);
    assertThat(TimestampText.zone("Europe/Berlin")).isEqualTo(BERLIN);
    assertThat(TimestampText.zone("PST")).isEqualTo(ZoneId.of("America/Los_Angeles"));
  }

  @Test
  void readsAndWritesByPattern() {
    DatePattern pattern = DatePattern.of("yyyy/MM/dd HH:mm:ss.SSS");
    long micros = TimestampText.parse("2024-02-29 12:30:45.123", BERLIN).getAsLong();
    assertThat(pattern.format(micros, BERLIN)).isEqualTo("2024/02/29 12:30:45.123");
    assertThat(pattern.parse("2024/02/29 12:30:45.123", BERLIN)).hasValue(micros);
    assertThat(pattern.parse("2023/02/29 12:30:45.123", BERLIN)).isEqualTo(OptionalLong.empty());
    assertThat(DatePattern.of("yyyyMMddXXX").parse("20240229Z", BERLIN))
        .isEqualTo(TimestampText.parse("2024-02-29", ZoneOffset.UTC));
    assertThatThrownBy(() -> DatePattern.of("yyyy-bb"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("Not a pattern of dates: 'yyyy-bb'");
  }
}
