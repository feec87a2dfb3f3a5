package io.moraine.core.text;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Numbers and booleans as text. White space and control characters around them do not count. */
public final class NumberText {
  private NumberText() {}

  /** A decimal integer with an optional sign that fits 64 bits; empty for anything else. */
  public static OptionalLong parseLong(String text) {
    String digits = trim(text);
    int from = digits.startsWith("+") || digits.startsWith("-") ? 1 : 0;
    if (from == digits.length()) {
      return OptionalLong.empty();
    }
    for (int i = from; i < digits.length(); i++) {
      // Long.parseLong would take digits of other scripts.
      if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
        return OptionalLong.empty();
      }
    }
    try {
      return OptionalLong.of(Long.parseLong(digits));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  /** A floating-point number as Java writes it, or infinity or NaN in the forms of Spark. */
  public static OptionalDouble parseDouble(String text) {
    String number = trim(text);
    try {
      return OptionalDouble.of(Double.parseDouble(number));
    } catch (NumberFormatException e) {
      return switch (number.toLowerCase(Locale.ROOT)) {
        case "inf", "+inf", "infinity", "+infinity" -> OptionalDouble.of(Double.POSITIVE_INFINITY);
        case "-inf", "-infinity" -> OptionalDouble.of(Double.NEGATIVE_INFINITY);
        case "nan" -> OptionalDouble.of(Double.NaN);
        default -> OptionalDouble.empty();
      };
    }
  }

  /** A decimal number, also with an exponent; of any size up to 10^±1000. */
  public static Optional<BigDecimal> parseDecimal(String text) {
    try {
      BigDecimal value = new BigDecimal(trim(text));
      // A tiny text can name a number of a billion digits.
      return Optional.of(value).filter(v -> Math.abs((long) v.scale() - v.precision()) <= 1000);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** One of {@code t true y yes 1 f false n no 0}, in any case. */
  public static Optional<Boolean> parseBoolean(String text) {
    return switch (trim(text).toLowerCase(Locale.ROOT)) {
      case "t", "true", "y", "yes", "1" -> Optional.of(true);
      case "f", "false", "n", "no", "0" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  /** Without white space and ASCII control characters at the ends. */
  public static String trim(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isBlank(text.charAt(from))) {
      from++;
    }
    while (to > from && isBlank(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  private static boolean isBlank(char c) {
    return c <= ' ' || c == 0x7F;
  }
}
