package io.moraine.core.function;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;

/** The distance of two times in months, of which each has 31 days. */
final class MonthsBetween {
  private static final double SECONDS = 31 * 86_400.0;

  private MonthsBetween() {}

  /** A whole number if both are on the same day of a month or both on the last. */
  static double of(LocalDateTime later, LocalDateTime earlier, boolean rounded) {
    int months =
        (later.getYear() - earlier.getYear()) * 12
            + later.getMonthValue()
            - earlier.getMonthValue();
    if (later.getDayOfMonth() == earlier.getDayOfMonth() || (isLast(later) && isLast(earlier))) {
      return months;
    }
    long seconds =
        (later.getDayOfMonth() - earlier.getDayOfMonth()) * 86_400L
            + second(later)
            - second(earlier);
    double exact = months + seconds / SECONDS;
    return rounded
        ? BigDecimal.valueOf(exact).setScale(8, RoundingMode.HALF_UP).doubleValue()
        : exact;
  }

  private static boolean isLast(LocalDateTime time) {
    return time.getDayOfMonth() == time.toLocalDate().lengthOfMonth();
  }

  private static long second(LocalDateTime time) {
    return time.toLocalTime().truncatedTo(ChronoUnit.SECONDS).toSecondOfDay();
  }
}
