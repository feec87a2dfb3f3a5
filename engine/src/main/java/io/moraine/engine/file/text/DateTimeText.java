package io.moraine.engine.file.text;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Reads dates and times from ranges of characters, without making objects for times in UTC. */
final class DateTimeText {
  /** The length of {@code yyyy-MM-dd}. */
  static final int DATE_LENGTH = 10;

  private static final int MINUTES_LENGTH = 16;
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final int MAX_OFFSET_SECONDS = 18 * 3600;

  /** What a time may end in. */
  enum Zones {
    NONE,
    OPTIONAL
  }

  private final ZoneId zone;
  private long epochDay;
  private long micros;

  DateTimeText(ZoneId zone) {
    this.zone = zone;
  }

  long epochDay() {
    return epochDay;
  }

  long micros() {
    return micros;
  }

  /** Reads ten characters. */
  boolean readDate(char[] text, int from) {
    int year = digits(text, from, 4);
    int month = digits(text, from + 5, 2);
    int day = digits(text, from + 8, 2);
    if (year < 0 || month < 1 || month > 12 || day < 1) {
      return false;
    }
    if (text[from + 4] != '-' || text[from + 7] != '-') {
      return false;
    }
    if (day > 28 && day > YearMonth.of(year, month).lengthOfMonth()) {
      return false;
    }
    epochDay = LocalDate.of(year, month, day).toEpochDay();
    return true;
  }

  boolean readTimestamp(char[] text, int from, int length, Zones zones) {
    if (length < MINUTES_LENGTH || !readDate(text, from)) {
      return false;
    }
    int end = from + length;
    char middle = text[from + DATE_LENGTH];
    int hour = digits(text, from + 11, 2);
    int minute = digits(text, from + 14, 2);
    if ((middle != 'T' && middle != ' ') || text[from + 13] != ':') {
      return false;
    }
    int at = from + MINUTES_LENGTH;
    int second = 0;
    long fraction = 0;
    if (at < end && text[at] == ':') {
      second = at + 3 <= end ? digits(text, at + 1, 2) : -1;
      at += 3;
      if (second >= 0 && at < end && text[at] == '.') {
        int first = at + 1;
        int unit = (int) MICROS_PER_SECOND;
        for (at = first; at < end && text[at] >= '0' && text[at] <= '9'; at++) {
          unit /= 10;
          fraction += (long) (text[at] - '0') * unit;
        }
        if (at == first) {
          return false;
        }
      }
    }
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
      return false;
    }
    long localSeconds = epochDay * 86_400L + hour * 3600L + minute * 60L + second;
    if (at == end) {
      micros = localSeconds * MICROS_PER_SECOND + fraction;
      if (zones == Zones.OPTIONAL && !zone.equals(ZoneOffset.UTC)) {
        micros -= offsetSeconds(localSeconds) * MICROS_PER_SECOND;
      }
      return true;
    }
    return zones == Zones.OPTIONAL && readOffset(text, at, end, localSeconds, fraction);
  }

  private boolean readOffset(char[] text, int from, int end, long localSeconds, long fraction) {
    int length = end - from;
    long offset = 0;
    if (length != 1 || text[from] != 'Z') {
      boolean colon = length == 6 && text[from + 3] == ':';
      if ((text[from] != '+' && text[from] != '-') || !(length == 3 || length == 5 || colon)) {
        return false;
      }
      int hours = digits(text, from + 1, 2);
      int minutes = length == 3 ? 0 : digits(text, end - 2, 2);
      offset = hours * 3600L + minutes * 60L;
      if (hours < 0 || minutes < 0 || minutes > 59 || offset > MAX_OFFSET_SECONDS) {
        return false;
      }
      offset = text[from] == '-' ? -offset : offset;
    }
    micros = (localSeconds - offset) * MICROS_PER_SECOND + fraction;
    return true;
  }

  private long offsetSeconds(long localSeconds) {
    LocalDateTime local = LocalDateTime.ofEpochSecond(localSeconds, 0, ZoneOffset.UTC);
    return local.atZone(zone).getOffset().getTotalSeconds();
  }

  /** The number that {@code count} digits make, or −1 if one is not a digit. */
  private static int digits(char[] text, int from, int count) {
    int value = 0;
    for (int i = from; i < from + count; i++) {
      int digit = text[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }
}
