package io.moraine.engine.sql.syntax;

/** A place in a text as people count it: the first character is line 1, column 1. */
public record SourcePosition(int line, int column) {

  /**
   * Counts lines up to {@code offset}, a UTF-16 offset in {@code 0..text.length()}. Lines end with
   * LF, CR or CR LF; columns count code points.
   */
  public static SourcePosition of(String text, int offset) {
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < offset; i++) {
      char c = text.charAt(i);
      boolean ends =
          c == '\n' || (c == '\r' && !(i + 1 < text.length() && text.charAt(i + 1) == '\n'));
      if (ends) {
        line++;
        lineStart = i + 1;
      }
    }
    return new SourcePosition(line, text.codePointCount(lineStart, offset) + 1);
  }
}
