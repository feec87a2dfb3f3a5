package io.moraine.engine.sql.parse;

import java.util.Optional;
import java.util.Set;

/** The units of time, in upper case and singular. */
final class Units {
  private static final Set<String> UNITS =
      Set.of(
          "YEAR",
          "QUARTER",
          "MONTH",
          "WEEK",
          "DAY",
          "DAYOFYEAR",
          "HOUR",
          "MINUTE",
          "SECOND",
          "MILLISECOND",
          "MICROSECOND",
          "NANOSECOND");

  private Units() {}

  /** The unit that a word in upper case, singular or plural, is. */
  static Optional<String> of(String upper) {
    String singular = upper.endsWith("S") ? upper.substring(0, upper.length() - 1) : upper;
    return UNITS.contains(singular) ? Optional.of(singular) : Optional.empty();
  }

  /** The unit that the next word is, moving past it. */
  static Optional<String> find(String upper, Cursor cursor) {
    Optional<String> unit = of(upper);
    if (unit.isPresent()) {
      cursor.advance();
    }
    return unit;
  }
}
