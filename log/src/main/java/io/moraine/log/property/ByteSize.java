package io.moraine.log.property;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads sizes as properties have them: a whole number, and a unit as powers of 1024. */
final class ByteSize {
  private static final Pattern FORM = Pattern.compile("([0-9]{1,18})\\s*(?:([kmgtp])(?:i?b)?|b)?");
  private static final String UNITS = "kmgtp";

  private ByteSize() {}

  /** The size in bytes; nothing if {@code text} is none or is too large for 64 bits. */
  static OptionalLong parse(String text) {
    Matcher matcher = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      return OptionalLong.empty();
    }
    long number = Long.parseLong(matcher.group(1));
    @Nullable String unit = matcher.group(2);
    int shift = unit == null ? 0 : 10 * (UNITS.indexOf(unit) + 1);
    return number > Long.MAX_VALUE >> shift
        ? OptionalLong.empty()
        : OptionalLong.of(number << shift);
  }
}
