package io.moraine.compaction.advice;

import java.util.Locale;

/** Numbers for people. */
final class Sizes {
  private static final String[] UNITS = {"bytes", "KiB", "MiB", "GiB", "TiB", "PiB"};

  private Sizes() {}

  static String text(long bytes) {
    double size = (double) bytes;
    int unit = 0;
    while (size >= 1024 && unit < UNITS.length - 1) {
      size /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", size, UNITS[unit]);
  }

  /** {@code part} of {@code whole} in percent, rounded down; 0 of nothing. */
  static long percent(long part, long whole) {
    return whole == 0 ? 0 : (long) (100.0 * part / whole);
  }
}
