package io.moraine.cli.print;

import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import org.jline.utils.WCWidth;
import org.jspecify.annotations.Nullable;

/** Text of a table's cell: on one line, without control characters, by its width on a terminal. */
final class Cell {
  private static final String ELLIPSIS = "…";

  private Cell() {}

  /** The text of a value, which may be null. */
  static String of(@Nullable Object value, DataType type) {
    if (value == null) {
      return "NULL";
    }
    String text = ValueText.plain(value, type);
    if (type == Primitive.TIMESTAMP || type == Primitive.TIMESTAMP_NTZ) {
      return text.replace('T', ' ');
    }
    return oneLine(text);
  }

  /** The text with control characters spelled out, so that data cannot steer a terminal. */
  static String oneLine(String text) {
    if (text.chars().noneMatch(Character::isISOControl)) {
      return text;
    }
    StringBuilder plain = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\n' -> plain.append("\\n");
        case '\r' -> plain.append("\\r");
        case '\t' -> plain.append("\\t");
        default -> {
          if (Character.isISOControl(c)) {
            plain.append("\\u%04x".formatted((int) c));
          } else {
            plain.append(c);
          }
        }
      }
    }
    return plain.toString();
  }

  /** How many columns of a terminal {@code text} takes. */
  static int width(String text) {
    int width = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      width += c < 0x80 ? 1 : Math.max(0, WCWidth.wcwidth(c));
      i += Character.charCount(c);
    }
    return width;
  }

  /** {@code text} padded or cut to {@code width}. */
  static String fitted(String text, int width, boolean right) {
    String fitting = width(text) <= width ? text : cut(text, width);
    String padding = " ".repeat(width - width(fitting));
    return right ? padding + fitting : fitting + padding;
  }

  private static String cut(String text, int width) {
    int kept = 0;
    int keptWidth = 0;
    while (true) {
      int c = text.codePointAt(kept);
      int wider = keptWidth + Math.max(0, WCWidth.wcwidth(c));
      if (wider > width - 1) {
        return text.substring(0, kept) + ELLIPSIS;
      }
      keptWidth = wider;
      kept += Character.charCount(c);
    }
  }
}
