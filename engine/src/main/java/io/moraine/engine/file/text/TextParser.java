package io.moraine.engine.file.text;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Reads values from ranges of characters, without white space around them.
 *
 * <p>Each method says whether the text is a value of its type, and leaves the value in {@link
 * #whole()} or {@link #real()}. Not safe for use by several threads.
 */
public final class TextParser {
  private static final double[] POWERS_OF_TEN = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };
  private static final long MAX_EXACT = 1L << 53;

  private final DateTimeText dateTimes;
  private long whole;
  private double real;

  /** A parser that takes a time without a zone to be in {@code zone}. */
  public TextParser(ZoneId zone) {
    this.dateTimes = new DateTimeText(zone.normalized());
  }

  /** A parser that takes a time without a zone to be in UTC. */
  public TextParser() {
    this(ZoneOffset.UTC);
  }

  /**
   * What the last integer, date, time or boolean read was; dates in days, times in microseconds.
   */
  public long whole() {
    return whole;
  }

  /** What the last double read was. */
  public double real() {
    return real;
  }

  /** {@code true} or {@code false}, in any case. */
  public boolean isBoolean(char[] text, int from, int length) {
    whole = equalsIgnoreCase("true", text, from, length) ? 1 : 0;
    return whole == 1 || equalsIgnoreCase("false", text, from, length);
  }

  /** A whole number from {@code min} to {@code max}, with a sign or without. */
  public boolean isWhole(char[] text, int from, int length, long min, long max) {
    int end = from + length;
    boolean negative = length > 0 && text[from] == '-';
    int at = negative || (length > 0 && text[from] == '+') ? from + 1 : from;
    if (at == end) {
      return false;
    }
    // Negative numbers reach one further, so the value is collected as one.
    long value = 0;
    for (; at < end; at++) {
      int digit = text[at] - '0';
      if (digit < 0 || digit > 9 || value < (Long.MIN_VALUE + digit) / 10) {
        return false;
      }
      value = value * 10 - digit;
    }
    if (!negative && value == Long.MIN_VALUE) {
      return false;
    }
    whole = negative ? value : -value;
    return whole >= min && whole <= max;
  }

  /** A decimal number, an exponent allowed; {@code NaN}, {@code Infinity} or {@code -Infinity}. */
  public boolean isReal(char[] text, int from, int length) {
    int end = from + length;
    int at = from;
    boolean negative = length > 0 && text[at] == '-';
    if (negative || (length > 0 && text[at] == '+')) {
      at++;
    }
    long digits = 0;
    int digitCount = 0;
    int scale = 0;
    boolean point = false;
    for (; at < end && (isDigit(text[at]) || (text[at] == '.' && !point)); at++) {
      if (text[at] == '.') {
        point = true;
      } else {
        digits = digits * 10 + (text[at] - '0');
        digitCount++;
        scale += point ? 1 : 0;
      }
    }
    if (digitCount == 0) {
      return isNotFinite(text, from, length);
    }
    if (at == end && digitCount <= 18 && digits <= MAX_EXACT && scale < POWERS_OF_TEN.length) {
      // Both are exact, so that the one rounding of the division gives the nearest double.
      real = (negative ? -(double) digits : digits) / POWERS_OF_TEN[scale];
      return true;
    }
    if (at < end && !isExponent(text, at, end)) {
      return false;
    }
    real = Double.parseDouble(new String(text, from, length));
    return true;
  }

  /** {@code yyyy-MM-dd}. */
  public boolean isDate(char[] text, int from, int length) {
    boolean valid = length == DateTimeText.DATE_LENGTH && dateTimes.readDate(text, from);
    whole = dateTimes.epochDay();
    return valid;
  }

  /**
   * {@code yyyy-MM-dd HH:mm[:ss[.fraction]]}, with {@code T} or a space in the middle and perhaps
   * {@code Z} or an offset at the end. Digits past the microseconds are dropped.
   */
  public boolean isTimestamp(char[] text, int from, int length) {
    boolean valid = dateTimes.readTimestamp(text, from, length, DateTimeText.Zones.OPTIONAL);
    whole = dateTimes.micros();
    return valid;
  }

  /** As {@link #isTimestamp}, without a zone; a wall-clock time. */
  public boolean isTimestampNtz(char[] text, int from, int length) {
    boolean valid = dateTimes.readTimestamp(text, from, length, DateTimeText.Zones.NONE);
    whole = dateTimes.micros();
    return valid;
  }

  /** The number, if it is one with at most {@code scale} digits after the point; otherwise null. */
  static BigDecimal decimalOrNull(char[] text, int from, int length, int precision, int scale) {
    try {
      BigDecimal value = new BigDecimal(text, from, length);
      // Before it is scaled: 1e999999999 has a billion digits.
      if ((long) value.precision() - value.scale() > precision - scale && value.signum() != 0) {
        return null;
      }
      BigDecimal scaled =
          value.signum() == 0 ? BigDecimal.ZERO.setScale(scale) : value.setScale(scale);
      return scaled.precision() <= precision ? scaled : null;
    } catch (NumberFormatException e) {
      return null;
    } catch (ArithmeticException e) {
      // It would have to be rounded.
      return null;
    }
  }

  private boolean isNotFinite(char[] text, int from, int length) {
    String word = length > 9 ? "" : new String(text, from, length);
    switch (word) {
      case "NaN" -> real = Double.NaN;
      case "Infinity" -> real = Double.POSITIVE_INFINITY;
      case "-Infinity" -> real = Double.NEGATIVE_INFINITY;
      default -> {
        return false;
      }
    }
    return true;
  }

  private static boolean isExponent(char[] text, int from, int end) {
    int at = from;
    if (text[at] != 'e' && text[at] != 'E') {
      return false;
    }
    at++;
    if (at < end && (text[at] == '-' || text[at] == '+')) {
      at++;
    }
    if (at == end) {
      return false;
    }
    for (; at < end; at++) {
      if (!isDigit(text[at])) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean equalsIgnoreCase(String word, char[] text, int from, int length) {
    if (length != word.length()) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if ((text[from + i] | 0x20) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
