package io.moraine.log.stats;

import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.log.stats.StatisticValues.Side;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;

/** Reads one bound from the bytes of its JSON value: the usual forms fast, others as text. */
final class StatisticBytes {
  private static final int MAX_LONG_DIGITS = 18;
  private static final int MAX_DOUBLE_DIGITS = 15;
  static final int DATE_BYTES = 10;
  static final int TIME_BYTES = 23;
  private static final int FIRST_DAY_OF_ANY_MONTH_NOT_SURE = 29;
  private static final long MICROS_PER_MILLI = 1_000;
  private static final long MILLIS_PER_DAY = 86_400_000;
  private static final double[] POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
  };

  private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

  private StatisticBytes() {}

  /**
   * Sets the bound of {@code file} to what {@code text[from .. to)}, a number, a word, or a string
   * in quotes without escapes, means as {@code side}; false if it is none of these.
   */
  static boolean read(BoundColumn bounds, int file, byte[] text, int from, int to, Side side) {
    if (text[from] == '"') {
      if (!readQuoted(bounds, file, text, from + 1, to - 1, side)) {
        String value = new String(text, from + 1, to - from - 2, StandardCharsets.UTF_8);
        bounds.set(file, StatisticValues.ofText(value, bounds.type, side));
      }
      return true;
    }
    if (to - from == NULL.length && Arrays.equals(text, from, to, NULL, 0, NULL.length)) {
      bounds.forget(file);
      return true;
    }
    return isNumber(text, from, to) && readNumber(bounds, file, text, from, to, side);
  }

  private static boolean readQuoted(
      BoundColumn bounds, int file, byte[] text, int from, int to, Side side) {
    if (bounds.form == BoundColumn.Form.BYTES) {
      bounds.setBytes(file, text, from, to - from);
      return true;
    } else if (bounds.type == Primitive.DATE && to - from == DATE_BYTES) {
      long days = days(text, from);
      if (days != Long.MIN_VALUE) {
        bounds.setLong(file, days);
        return true;
      }
    } else if (bounds.type == Primitive.TIMESTAMP
        && to - from == TIME_BYTES + 1
        && text[to - 1] == 'Z') {
      return readTime(bounds, file, text, from, side);
    } else if (bounds.type == Primitive.TIMESTAMP_NTZ && to - from == TIME_BYTES) {
      return readTime(bounds, file, text, from, side);
    }
    return false;
  }

  private static boolean readTime(BoundColumn bounds, int file, byte[] text, int from, Side side) {
    long millis = millis(text, from);
    if (millis == Long.MIN_VALUE) {
      return false;
    }
    bounds.setLong(file, StatisticValues.outward(millis * MICROS_PER_MILLI, side));
    return true;
  }

  /** Days of {@code 2024-02-28}; the least long if it is anything else, or a doubtful day. */
  static long days(byte[] text, int from) {
    int year = digits(text, from, 4);
    int month = digits(text, from + 5, 2);
    int day = digits(text, from + 8, 2);
    boolean sure = year >= 0 && month >= 1 && month <= 12 && day >= 1;
    if (!sure
        || (day >= FIRST_DAY_OF_ANY_MONTH_NOT_SURE
            && day > LocalDate.of(year, month, 1).lengthOfMonth())
        || text[from + 4] != '-'
        || text[from + 7] != '-') {
      return Long.MIN_VALUE;
    }
    return LocalDate.of(year, month, day).toEpochDay();
  }

  /** Milliseconds of {@code 2024-02-28T23:59:59.999}; the least long if it is anything else. */
  static long millis(byte[] text, int from) {
    long days = days(text, from);
    int hour = digits(text, from + 11, 2);
    int minute = digits(text, from + 14, 2);
    int second = digits(text, from + 17, 2);
    int milli = digits(text, from + 20, 3);
    boolean sure =
        hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60;
    if (days == Long.MIN_VALUE
        || !sure
        || milli < 0
        || text[from + 10] != 'T'
        || text[from + 13] != ':'
        || text[from + 16] != ':'
        || text[from + 19] != '.') {
      return Long.MIN_VALUE;
    }
    return days * MILLIS_PER_DAY + ((hour * 60L + minute) * 60 + second) * 1_000 + milli;
  }

  private static int digits(byte[] text, int from, int count) {
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

  private static boolean readNumber(
      BoundColumn bounds, int file, byte[] text, int from, int to, Side side) {
    boolean negative = text[from] == '-';
    int first = negative ? from + 1 : from;
    int scale = scale(text, first, to);
    if (scale >= 0 && to - first <= MAX_LONG_DIGITS) {
      long digits = unscaled(text, first, to);
      long value = negative ? -digits : digits;
      if (scale == 0 && isOfType(value, bounds.type)) {
        bounds.setLong(file, value);
        return true;
      } else if (bounds.type == Primitive.DOUBLE && to - first <= MAX_DOUBLE_DIGITS && value != 0) {
        // Both are exact, so that the quotient is rounded once.
        bounds.setDouble(file, value / POWERS[scale]);
        return true;
      } else if (bounds.form == BoundColumn.Form.LONGS
          && bounds.type instanceof DataType.Decimal decimal
          && scale <= decimal.scale()
          && to - first + decimal.scale() - scale <= MAX_LONG_DIGITS) {
        long rescaled = value;
        for (int i = scale; i < decimal.scale(); i++) {
          rescaled *= 10;
        }
        bounds.setLong(file, rescaled);
        return true;
      }
    }
    BigDecimal value = new BigDecimal(new String(text, from, to - from, StandardCharsets.US_ASCII));
    bounds.set(file, StatisticValues.ofNumber(value, bounds.type, side));
    return true;
  }

  /** Whether the type is one of whole numbers, and has the value. */
  private static boolean isOfType(long value, DataType type) {
    return type == Primitive.LONG
        || (type == Primitive.INTEGER && value == (int) value)
        || (type == Primitive.SHORT && value == (short) value)
        || (type == Primitive.BYTE && value == (byte) value);
  }

  /** The digits after the point; −1 where there is an exponent. */
  private static int scale(byte[] text, int from, int to) {
    int scale = 0;
    boolean point = false;
    for (int i = from; i < to; i++) {
      if (text[i] == '.') {
        point = true;
      } else if (text[i] < '0' || text[i] > '9') {
        return -1;
      } else if (point) {
        scale++;
      }
    }
    return scale;
  }

  private static long unscaled(byte[] text, int from, int to) {
    long value = 0;
    for (int i = from; i < to; i++) {
      if (text[i] != '.') {
        value = value * 10 + text[i] - '0';
      }
    }
    return value;
  }

  /** Whether the text is a number of JSON. */
  private static boolean isNumber(byte[] text, int from, int to) {
    int i = text[from] == '-' ? from + 1 : from;
    int whole = digitsEnd(text, i, to);
    if (whole == i || (text[i] == '0' && whole > i + 1)) {
      return false;
    }
    i = whole;
    if (i < to && text[i] == '.') {
      int fraction = digitsEnd(text, i + 1, to);
      if (fraction == i + 1) {
        return false;
      }
      i = fraction;
    }
    if (i < to && (text[i] == 'e' || text[i] == 'E')) {
      int digits = i + 1 < to && (text[i + 1] == '+' || text[i + 1] == '-') ? i + 2 : i + 1;
      int exponent = digitsEnd(text, digits, to);
      // A longer exponent is no number that a bound could be.
      if (exponent == digits || exponent > digits + 4) {
        return false;
      }
      i = exponent;
    }
    return i == to;
  }

  private static int digitsEnd(byte[] text, int from, int to) {
    int i = from;
    while (i < to && text[i] >= '0' && text[i] <= '9') {
      i++;
    }
    return i;
  }
}
