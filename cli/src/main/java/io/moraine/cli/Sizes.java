package io.moraine.cli;

import java.util.Locale;

/** Numbers for people. */
final class Sizes {
  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};

  private Sizes() {}

  /** {@code 1.5 MiB}. */
  static String bytes(long bytes) {
    double size = bytes;
    int unit = 0;
    while (size >= 1024 && unit < UNITS.length - 1) {
      size /= 1024;
      unit++;
    }
    return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", size, UNITS[unit]);
  }

  /** Bytes from a number with a unit: {@code 128mb}, {@code 1.5GiB}; units are powers of 1,024. */
  static long parse(String text) {
    String lower = text.strip().toLowerCase(Locale.ROOT);
    if (!lower.matches("\\d+(\\.\\d+)?\\s*([kmgt]?i?b?)")) {
      throw new IllegalArgumentException("'%s' is no size; write it like 128MB".formatted(text));
    }
    String number = lower.replaceFirst("[^\\d.].*", "");
    String unit = lower.substring(number.length()).strip();
    int power = unit.isEmpty() ? 0 : Math.max(0, "bkmgt".indexOf(unit.charAt(0)));
    return (long) (Double.parseDouble(number) * Math.pow(1024, power));
  }
}
