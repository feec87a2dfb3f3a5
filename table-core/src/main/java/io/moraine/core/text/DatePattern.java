package io.moraine.core.text;

import io.moraine.core.error.InvalidInputException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** A pattern by which timestamps are written and read, in the letters of Spark's patterns. */
public final class DatePattern {
  private final DateTimeFormatter writer;
  private final DateTimeFormatter reader;

  private DatePattern(DateTimeFormatter writer, DateTimeFormatter reader) {
    this.writer = writer;
    this.reader = reader;
  }

  /**
   * The pattern that {@code text} is.
   *
   * @throws InvalidInputException if it has letters without a meaning
   */
  public static DatePattern of(String text) {
    try {
      // A year of era cannot be read without an era; the proleptic year can.
      String java = text.contains("G") ? text : withProlepticYear(text);
      DateTimeFormatterBuilder reading =
          new DateTimeFormatterBuilder().parseCaseInsensitive().appendPattern(java);
      if (!java.contains("D")) {
        reading
            .parseDefaulting(ChronoField.MONTH_OF_YEAR, 1)
            .parseDefaulting(ChronoField.DAY_OF_MONTH, 1);
      }
      return new DatePattern(
          DateTimeFormatter.ofPattern(java, Locale.US),
          reading.toFormatter(Locale.US).withResolverStyle(ResolverStyle.STRICT));
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(
          "Not a pattern of dates: '%s': %s".formatted(text, e.getMessage()), e);
    }
  }

  private static String withProlepticYear(String text) {
    StringBuilder result = new StringBuilder(text.length());
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      quoted ^= c == '\'';
      result.append(!quoted && c == 'y' ? 'u' : c);
    }
    return result.toString();
  }

  /** The instant as clocks in {@code zone} show it. */
  public String format(long micros, ZoneId zone) {
    return writer.format(TimestampText.wall(micros, zone).atZone(zone));
  }

  /** The instant that {@code text} names, in {@code zone} if the pattern has none; or empty. */
  public OptionalLong parse(String text, ZoneId zone) {
    try {
      TemporalAccessor parsed = reader.parse(text);
      ZoneId in = Optional.ofNullable(parsed.query(TemporalQueries.zone())).orElse(zone);
      LocalDate date = parsed.query(TemporalQueries.localDate());
      LocalTime time = parsed.query(TemporalQueries.localTime());
      if (date == null) {
        return OptionalLong.empty();
      }
      LocalDateTime wall = LocalDateTime.of(date, time == null ? hours(parsed) : time);
      return OptionalLong.of(TimestampText.micros(ZonedDateTime.of(wall, in)));
    } catch (DateTimeException | ArithmeticException e) {
      return OptionalLong.empty();
    }
  }

  private static LocalTime hours(TemporalAccessor parsed) {
    return parsed.isSupported(ChronoField.HOUR_OF_DAY)
        ? LocalTime.of(parsed.get(ChronoField.HOUR_OF_DAY), 0)
        : LocalTime.MIDNIGHT;
  }
}
