package io.moraine.log.sink;

import org.jspecify.annotations.Nullable;

/**
 * Shortens strings to bounds of them, in the order of their UTF-8 bytes, which is that of their
 * code points.
 */
final class StringBounds {
  private static final int PREFIX_CHARS = 32;
  private static final int MAX_PREFIX_CHARS = 2 * PREFIX_CHARS;
  private static final int ASCII_TIE_BREAKER = 0x7f;

  private StringBounds() {}

  /** A prefix of {@code min}: not above it, nor above any string that is not below it. */
  static String lower(String min) {
    return min.substring(0, cut(min, PREFIX_CHARS));
  }

  /**
   * A short string that is not below {@code max}: itself, or a prefix and a character above the one
   * that follows; null if there is none short enough.
   */
  static @Nullable String upper(String max) {
    int cut = cut(max, PREFIX_CHARS);
    while (cut < max.length() && cut <= MAX_PREFIX_CHARS) {
      int next = max.codePointAt(cut);
      if (next < ASCII_TIE_BREAKER) {
        return max.substring(0, cut) + (char) ASCII_TIE_BREAKER;
      } else if (next < Character.MAX_CODE_POINT) {
        return max.substring(0, cut) + Character.toString(Character.MAX_CODE_POINT);
      }
      cut += Character.charCount(next);
    }
    return cut >= max.length() ? max : null;
  }

  /** At most {@code chars}, less where that would part a surrogate pair. */
  private static int cut(String text, int chars) {
    if (text.length() <= chars) {
      return text.length();
    }
    return Character.isLowSurrogate(text.charAt(chars)) ? chars - 1 : chars;
  }
}
