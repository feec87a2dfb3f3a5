package io.moraine.engine.sql.parse;

/** The backslash escapes of Spark's string literals. */
final class StringEscapes {
  private StringEscapes() {}

  /**
   * Resolves the escapes of {@code body}, the text between the quotes. A doubled {@code quote} is
   * one; {@code \%} and {@code \_} stay, for LIKE; an escape without a meaning of its own is the
   * character after the backslash.
   */
  static String resolve(String body, char quote) {
    if (body.indexOf('\\') < 0 && body.indexOf(quote) < 0) {
      return body;
    }
    StringBuilder out = new StringBuilder(body.length());
    int i = 0;
    while (i < body.length()) {
      char c = body.charAt(i);
      if (c == quote) {
        out.append(quote);
        i += 2;
      } else if (c != '\\' || i + 1 == body.length()) {
        out.append(c);
        i++;
      } else {
        i = escape(body, i + 1, out);
      }
    }
    return out.toString();
  }

  /** Resolves the escape whose first character after the backslash is at {@code i}. */
  private static int escape(String body, int i, StringBuilder out) {
    char c = body.charAt(i);
    if (c == 'u' && isHex(body, i + 1, 4)) {
      out.append((char) Integer.parseInt(body, i + 1, i + 5, 16));
      return i + 5;
    }
    if (c == 'U' && isHex(body, i + 1, 8)) {
      long codePoint = Long.parseLong(body, i + 1, i + 9, 16);
      if (codePoint <= Character.MAX_CODE_POINT) {
        out.appendCodePoint((int) codePoint);
        return i + 9;
      }
    }
    if ((c == '0' || c == '1') && isOctal(body, i + 1) && isOctal(body, i + 2)) {
      out.append((char) Integer.parseInt(body, i, i + 3, 8));
      return i + 3;
    }
    switch (c) {
      case '0' -> out.append('\0');
      case 'b' -> out.append('\b');
      case 'n' -> out.append('\n');
      case 'r' -> out.append('\r');
      case 't' -> out.append('\t');
      case 'Z' -> out.append('\u001A');
      case '%', '_' -> out.append('\\').append(c);
      default -> out.append(c);
    }
    return i + 1;
  }

  private static boolean isHex(String body, int from, int count) {
    if (from + count > body.length()) {
      return false;
    }
    for (int i = from; i < from + count; i++) {
      if (Character.digit(body.charAt(i), 16) < 0 || body.charAt(i) > 'f') {
        return false;
      }
    }
    return true;
  }

  private static boolean isOctal(String body, int i) {
    return i < body.length() && body.charAt(i) >= '0' && body.charAt(i) <= '7';
  }
}
