package io.moraine.core.text;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.OptionalInt;

/** Dates as text, {@code 2024-02-29}; outside batches and here, days since 1970-01-01. */
public final class DateText {
  private DateText() {}

  /**
   * The day that {@code text} names: {@code yyyy}, {@code yyyy-[m]m} or {@code yyyy-[m]m-[d]d}, the
   * last also with a space or {@code T} and anything behind it. A year has 4 to 7 digits and may
   * have a sign. Empty for anything else, and for days that are not in the calendar.
   */
  public static OptionalInt parse(String text) {
    Scanner scanner = new Scanner(NumberText.trim(text));
    LocalDate date = scanner.date();
    if (date == null || !(scanner.atEnd() || (scanner.hasDay() && scanner.skipAny(" T")))) {
      return OptionalInt.empty();
    }
    long days = date.toEpochDay();
    return days == (int) days ? OptionalInt.of((int) days) : OptionalInt.empty();
  }

  /** {@code yyyy-mm-dd}; years past 9999 and before 0 have a sign. */
  public static String format(int days) {
    return LocalDate.ofEpochDay(days).toString();
  }

  /** Reads a date's parts, from left to right. */
  static final class Scanner {
    private final String text;
    private int position;
    private boolean day;

    Scanner(String text) {
      this.text = text;
    }

    boolean atEnd() {
      return position == text.length();
    }

    /** Whether the date read had a day. */
    boolean hasDay() {
      return day;
    }

    String rest() {
      return text.substring(position);
    }

    boolean skipAny(String oneOf) {
      if (atEnd() || oneOf.indexOf(text.charAt(position)) < 0) {
        return false;
      }
      position++;
      return true;
    }

    /** As many digits as there are, from {@code min} to {@code max}, or −1. */
    int number(int min, int max) {
      int value = 0;
      int from = position;
      while (!atEnd() && position - from <= max && isDigit(text.charAt(position))) {
        value = value * 10 + (text.charAt(position++) - '0');
      }
      int digits = position - from;
      return digits < min || digits > max ? -1 : value;
    }

    /** The date, or null if there is none. */
    LocalDate date() {
      boolean negative = text.startsWith("-");
      if (negative || text.startsWith("+")) {
        position++;
      }
      int year = number(4, 7);
      int month = 1;
      int dayOfMonth = 1;
      if (year >= 0 && skipAny("-")) {
        month = number(1, 2);
        if (month >= 0 && skipAny("-")) {
          dayOfMonth = number(1, 2);
          day = true;
        }
      }
      if (year < 0 || month < 0 || dayOfMonth < 0) {
        return null;
      }
      try {
        return LocalDate.of(negative ? -year : year, month, dayOfMonth);
      } catch (DateTimeException e) {
        return null;
      }
    }

    private static boolean isDigit(char c) {
      return c >= '0' && c <= '9';
    }
  }
}
