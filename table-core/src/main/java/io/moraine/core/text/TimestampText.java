package io.moraine.core.text;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Timestamps as text, {@code 2024-02-29 12:30:00.5}; microseconds since 1970-01-01T00:00. */
public final class TimestampText {
  private static final Pattern SHORT_OFFSET =
      Pattern.compile("(?:UTC|GMT|UT)?([+-])(\\d{1,2})(?::(\\d{1,2}))?(?::(\\d{1,2}))?");
  private static final long MICROS_PER_SECOND = 1_000_000L;

  private TimestampText() {}

  /**
   * The instant that {@code text} names: a date as {@link DateText} reads it, then optionally a
   * space or {@code T}, hours, minutes, seconds and up to 9 digits of a fraction (more than 6 are
   * cut), then optionally a zone: {@code Z}, {@code +hh[:mm[:ss]]} or a region's name. Without a
   * zone it is in {@code zone}. Empty for anything else.
   */
  public static OptionalLong parse(String text, ZoneId zone) {
    return parse(text, zone, true);
  }

  /** As {@link #parse}, but a wall-clock time; a zone is read and ignored. */
  public static OptionalLong parseWithoutZone(String text) {
    return parse(text, ZoneOffset.UTC, false);
  }

  private static OptionalLong parse(String text, ZoneId zone, boolean zoned) {
    DateText.Scanner scanner = new DateText.Scanner(NumberText.trim(text));
    LocalDate date = scanner.date();
    if (date == null) {
      return OptionalLong.empty();
    }
    try {
      LocalTime time = LocalTime.MIDNIGHT;
      ZoneId in = zone;
      if (!scanner.atEnd()) {
        if (!scanner.hasDay() || !scanner.skipAny(" T")) {
          return OptionalLong.empty();
        }
        time = time(scanner);
        String rest = scanner.rest().strip();
        if (!rest.isEmpty()) {
          ZoneId named = zone(rest);
          in = zoned ? named : in;
        }
      }
      return time == null ? OptionalLong.empty() : OptionalLong.of(micros(date, time, in));
    } catch (DateTimeException | ArithmeticException e) {
      return OptionalLong.empty();
    }
  }

  private static LocalTime time(DateText.Scanner scanner) {
    int hour = scanner.number(1, 2);
    int minute = scanner.skipAny(":") ? scanner.number(1, 2) : 0;
    int second = scanner.skipAny(":") ? scanner.number(1, 2) : 0;
    int micros = 0;
    if (scanner.skipAny(".")) {
      int length = scanner.rest().length();
      int fraction = scanner.number(0, 9);
      int digits = length - scanner.rest().length();
      for (int i = digits; i < 6; i++) {
        fraction *= 10;
      }
      for (int i = 6; i < digits; i++) {
        fraction /= 10;
      }
      micros = fraction;
    }
    return hour < 0 || minute < 0 || second < 0 || micros < 0
        ? null
        : LocalTime.of(hour, minute, second, micros * 1000);
  }

  /**
   * The zone that {@code text} names, as {@link #parse} takes it at a timestamp's end.
   *
   * @throws DateTimeException if it names none
   */
  public static ZoneId zone(String text) {
    Matcher offset = SHORT_OFFSET.matcher(text);
    if (offset.matches()) {
      int seconds = part(offset, 2) * 3600 + part(offset, 3) * 60 + part(offset, 4);
      return ZoneOffset.ofTotalSeconds(offset.group(1).equals("-") ? -seconds : seconds);
    }
    return ZoneId.of(text, ZoneId.SHORT_IDS);
  }

  private static int part(Matcher matcher, int group) {
    return matcher.group(group) == null ? 0 : Integer.parseInt(matcher.group(group));
  }

  private static long micros(LocalDate date, LocalTime time, ZoneId zone) {
    return micros(LocalDateTime.of(date, time), zone);
  }

  /**
   * The instant at which clocks in {@code zone} show {@code wall}; of two, the earlier.
   *
   * @throws ArithmeticException if it does not fit 64 bits
   */
  public static long micros(LocalDateTime wall, ZoneId zone) {
    return micros(wall.atZone(zone));
  }

  /** The instant, cut to microseconds. */
  static long micros(ZonedDateTime time) {
    long seconds = time.toEpochSecond();
    int nanos = time.getNano();
    // Down to the second below and up again, so that the least value does not overflow.
    return seconds < 0
        ? Math.addExact(
            Math.multiplyExact(seconds + 1, MICROS_PER_SECOND), nanos / 1000 - MICROS_PER_SECOND)
        : Math.addExact(Math.multiplyExact(seconds, MICROS_PER_SECOND), nanos / 1000);
  }

  /** What clocks in {@code zone} show at the instant. */
  public static LocalDateTime wall(long micros, ZoneId zone) {
    long seconds = Math.floorDiv(micros, MICROS_PER_SECOND);
    int nanos = (int) Math.floorMod(micros, MICROS_PER_SECOND) * 1000;
    ZoneOffset offset =
        zone instanceof ZoneOffset fixed
            ? fixed
            : zone.getRules().getOffset(java.time.Instant.ofEpochSecond(seconds));
    return LocalDateTime.ofEpochSecond(seconds, nanos, offset);
  }

  /** {@code yyyy-mm-dd hh:mm:ss}, and a fraction without zeros at its end where there is one. */
  public static String format(long micros, ZoneId zone) {
    LocalDateTime wall = wall(micros, zone);
    StringBuilder text = new StringBuilder(26).append(wall.toLocalDate()).append(' ');
    two(text, wall.getHour()).append(':');
    two(text, wall.getMinute()).append(':');
    two(text, wall.getSecond());
    int fraction = wall.getNano() / 1000;
    if (fraction != 0) {
      String digits = Integer.toString(MICROS + fraction).substring(1);
      text.append('.').append(digits.replaceAll("0+$", ""));
    }
    return text.toString();
  }

  private static final int MICROS = 1_000_000;

  private static StringBuilder two(StringBuilder text, int number) {
    return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }
}
