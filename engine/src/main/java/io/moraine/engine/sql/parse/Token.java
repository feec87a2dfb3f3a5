package io.moraine.engine.sql.parse;

/**
 * A piece of a SQL text, in the half-open range of offsets {@code [from, to)}.
 *
 * @param text what the token says: a string's or quoted name's content, else the text as written
 * @param upper for a word its text in upper case, for a symbol the symbol, else empty: what
 *     keywords and symbols are compared with
 */
public record Token(TokenKind kind, String text, String upper, int from, int to) {
  /** Whether the token is this keyword, given in upper case, or this symbol. */
  boolean is(String keywordOrSymbol) {
    return upper.equals(keywordOrSymbol);
  }

  boolean isWord() {
    return kind == TokenKind.WORD;
  }

  boolean isString() {
    return kind == TokenKind.STRING;
  }

  boolean isNumber() {
    return kind == TokenKind.NUMBER;
  }

  /** The token as a message shows it. */
  String display() {
    return switch (kind) {
      case END -> "the end of the text";
      case STRING -> "the string '" + shortened(text) + "'";
      case QUOTED_WORD -> "`" + shortened(text) + "`";
      case WORD, NUMBER, SYMBOL -> "'" + shortened(text) + "'";
    };
  }

  private static String shortened(String text) {
    return text.length() <= 40 ? text : text.substring(0, 37) + "...";
  }
}
