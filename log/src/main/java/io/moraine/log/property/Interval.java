package io.moraine.log.property;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Reads the intervals of table properties: {@code interval 1 week}, {@code 30 days 12 hours}. */
final class Interval {
  private static final long HOURS_PER_DAY = 24;
  private static final long DAYS_PER_WEEK = 7;

  private Interval() {}

  /** The interval's length; empty if it is none, or has months or years, which have no length. */
  static Optional<Duration> parse(String text) {
    String[] words = text.strip().toLowerCase(Locale.ROOT).split("\\s+", -1);
    int from = words[0].equals("interval") ? 1 : 0;
    if (from == words.length || (words.length - from) % 2 != 0) {
      return Optional.empty();
    }
    Duration sum = Duration.ZERO;
    for (int i = from; i < words.length; i += 2) {
      Optional<Duration> unit = unit(words[i + 1]);
      if (unit.isEmpty() || !words[i].matches("[+-]?\\d{1,12}")) {
        return Optional.empty();
      }
      try {
        sum = sum.plus(unit.get().multipliedBy(Long.parseLong(words[i])));
      } catch (ArithmeticException e) {
        return Optional.empty();
      }
    }
    return Optional.of(sum);
  }

  private static Optional<Duration> unit(String word) {
    return switch (word.endsWith("s") ? word.substring(0, word.length() - 1) : word) {
      case "week" -> Optional.of(Duration.ofHours(DAYS_PER_WEEK * HOURS_PER_DAY));
      case "day" -> Optional.of(Duration.ofHours(HOURS_PER_DAY));
      case "hour" -> Optional.of(Duration.ofHours(1));
      case "minute" -> Optional.of(Duration.ofMinutes(1));
      case "second" -> Optional.of(Duration.ofSeconds(1));
      case "millisecond" -> Optional.of(Duration.ofMillis(1));
      case "microsecond" -> Optional.of(Duration.ofNanos(1000));
      default -> Optional.empty();
    };
  }
}
