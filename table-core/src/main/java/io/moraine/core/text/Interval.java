package io.moraine.core.text;

import io.moraine.core.error.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A span of time in the three units that the calendar does not turn into each other.
 *
 * @param months whole months; 12 make a year
 * @param days whole days; 7 make a week
 * @param micros microseconds; hours, minutes and seconds are made of them
 */
public record Interval(int months, int days, long micros) {
  /** No time at all. */
  public static final Interval ZERO = new Interval(0, 0, 0);

  private static final Pattern ITEM =
      Pattern.compile("\\s*([+-]?\\s*\\d+(?:\\.\\d+)?)\\s*([A-Za-z]+)\\s*");
  private static final long SECOND = 1_000_000L;

  /** The span the other way. */
  public Interval negated() {
    return new Interval(Math.negateExact(months), Math.negateExact(days), Math.negateExact(micros));
  }

  /** Both, one after the other. */
  public Interval plus(Interval other) {
    return new Interval(
        Math.addExact(months, other.months),
        Math.addExact(days, other.days),
        Math.addExact(micros, other.micros));
  }

  /**
   * The interval {@code value unit}, such as {@code of("90", "DAY")}, {@code of("1.5", "seconds")}.
   *
   * @throws InvalidInputException if the unit is unknown, or the value no whole number (of seconds,
   *     a number with up to 6 decimals) of that unit
   */
  public static Interval of(String value, String unit) {
    try {
      String number = value.replaceAll("\\s", "");
      String singular = unit.toLowerCase(Locale.ROOT).replaceAll("s$", "");
      if (singular.equals("second")) {
        java.math.BigDecimal micros = new java.math.BigDecimal(number).movePointRight(6);
        return new Interval(0, 0, micros.longValueExact());
      }
      long count = Long.parseLong(number);
      return switch (singular) {
        case "year" -> new Interval(Math.toIntExact(Math.multiplyExact(count, 12L)), 0, 0);
        case "quarter" -> new Interval(Math.toIntExact(Math.multiplyExact(count, 3L)), 0, 0);
        case "month" -> new Interval(Math.toIntExact(count), 0, 0);
        case "week" -> new Interval(0, Math.toIntExact(Math.multiplyExact(count, 7L)), 0);
        case "day" -> new Interval(0, Math.toIntExact(count), 0);
        case "hour" -> new Interval(0, 0, Math.multiplyExact(count, 3600 * SECOND));
        case "minute" -> new Interval(0, 0, Math.multiplyExact(count, 60 * SECOND));
        case "millisecond" -> new Interval(0, 0, Math.multiplyExact(count, 1000L));
        case "microsecond" -> new Interval(0, 0, count);
        default ->
            throw new InvalidInputException(
                "No unit '%s' of an interval; there are year, quarter, month, week, day, hour, minute, second, millisecond, microsecond"
                    .formatted(unit));
      };
    } catch (NumberFormatException | ArithmeticException e) {
      throw new InvalidInputException(
          "Cannot read interval '%s' %s: not a whole number of it in range".formatted(value, unit),
          e);
    }
  }

  /**
   * The interval that the text of one or more {@code number unit} names: {@code 1 year 2 months}.
   *
   * @throws InvalidInputException if the text is not such
   */
  public static Interval parse(String text) {
    String items = NumberText.trim(text);
    if (items.toLowerCase(Locale.ROOT).startsWith("interval")) {
      items = items.substring("interval".length());
    }
    Matcher matcher = ITEM.matcher(items);
    Interval sum = ZERO;
    int position = 0;
    while (position < items.length() && matcher.region(position, items.length()).lookingAt()) {
      sum = sum.plus(of(matcher.group(1), matcher.group(2)));
      position = matcher.end();
    }
    if (position == 0 || position < items.length()) {
      throw new InvalidInputException(
          "Cannot read interval '%s': expected numbers with units, like '1 year 2 months'"
              .formatted(text));
    }
    return sum;
  }

  /**
   * The interval that a text with several fields in one names: {@code ofFields("1-2", "YEAR",
   * "MONTH")}, {@code ofFields("3 12:30:00.5", "DAY", "SECOND")}.
   *
   * @throws InvalidInputException if the text does not have the fields from {@code first} to {@code
   *     last}
   */
  public static Interval ofFields(String text, String first, String last) {
    List<String> units =
        first.equalsIgnoreCase("YEAR")
            ? List.of("YEAR", "MONTH")
            : List.of("DAY", "HOUR", "MINUTE", "SECOND");
    int from = units.indexOf(first.toUpperCase(Locale.ROOT));
    int to = units.indexOf(last.toUpperCase(Locale.ROOT));
    String trimmed = NumberText.trim(text);
    boolean negative = trimmed.startsWith("-");
    List<String> parts = new ArrayList<>();
    for (String part : trimmed.replaceAll("^[+-]", "").split("[-: ]", -1)) {
      parts.add(part);
    }
    if (from < 0 || to < from || parts.size() != to - from + 1) {
      throw new InvalidInputException(
          "Cannot read interval '%s': expected the fields %s to %s".formatted(text, first, last));
    }
    Interval sum = ZERO;
    for (int i = from; i <= to; i++) {
      sum = sum.plus(of(parts.get(i - from), units.get(i)));
    }
    return negative ? sum.negated() : sum;
  }

  @Override
  public String toString() {
    StringJoiner text = new StringJoiner(" ", "INTERVAL '", "'").setEmptyValue("INTERVAL '0 days'");
    if (months != 0) {
      text.add(months + " months");
    }
    if (days != 0) {
      text.add(days + " days");
    }
    if (micros != 0) {
      text.add(micros + " microseconds");
    }
    return text.toString();
  }
}
