package io.moraine.log.stats;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;

/** Days and times as the log writes them, in all forms that writers have used. */
final class DateTimes {
  private static final DateTimeFormatter DATE =
      new DateTimeFormatterBuilder()
          .appendValue(ChronoField.YEAR, 4, 10, SignStyle.EXCEEDS_PAD)
          .appendLiteral('-')
          .appendValue(ChronoField.MONTH_OF_YEAR, 1, 2, SignStyle.NOT_NEGATIVE)
          .appendLiteral('-')
          .appendValue(ChronoField.DAY_OF_MONTH, 1, 2, SignStyle.NOT_NEGATIVE)
          .toFormatter();

  private static final DateTimeFormatter DATE_TIME =
      new DateTimeFormatterBuilder()
          .append(DATE)
          .optionalStart()
          .appendPattern("['T'][' ']")
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .optionalStart()
          .appendOffset("+HH:mm:ss", "Z")
          .optionalEnd()
          .optionalEnd()
          .toFormatter();

  private static final long MICROS_PER_SECOND = 1_000_000;

  private DateTimes() {}

  /**
   * Days since 1970-01-01.
   *
   * @throws DateTimeException if {@code text} is not a day
   */
  static int days(String text) {
    return Math.toIntExact(LocalDate.parse(text.strip(), DATE).toEpochDay());
  }

  /**
   * Microseconds since 1970-01-01T00:00Z.
   *
   * @param zone holds where the text names none
   * @throws DateTimeException if {@code text} is not a time
   */
  static long instantMicros(String text, ZoneId zone) {
    TemporalAccessor parsed = DATE_TIME.parse(text.strip());
    ZoneOffset offset = parsed.query(TemporalQueries.offset());
    LocalDateTime local = local(parsed);
    return micros(local, offset != null ? offset : local.atZone(zone).getOffset());
  }

  /**
   * Microseconds since 1970-01-01T00:00, without a zone; one that the text names is passed over.
   *
   * @throws DateTimeException if {@code text} is not a time
   */
  static long localMicros(String text) {
    return micros(local(DATE_TIME.parse(text.strip())), ZoneOffset.UTC);
  }

  private static LocalDateTime local(TemporalAccessor parsed) {
    LocalTime time = parsed.query(TemporalQueries.localTime());
    return LocalDateTime.of(LocalDate.from(parsed), time == null ? LocalTime.MIDNIGHT : time);
  }

  private static long micros(LocalDateTime local, ZoneOffset offset) {
    return Math.addExact(
        Math.multiplyExact(local.toEpochSecond(offset), MICROS_PER_SECOND),
        local.get(ChronoField.MICRO_OF_SECOND));
  }
}
