package io.moraine.cli.shell;

import java.util.ArrayList;
import java.util.List;

/** Cuts text that is still being typed: nothing of it is an error, and no character is lost. */
final class SqlScan {
  /** What a piece is. */
  enum Kind {
    WORD,
    QUOTED_NAME,
    STRING,
    NUMBER,
    COMMENT,
    SYMBOL,
    BLANK
  }

  /**
   * A piece of the text.
   *
   * @param ended false for a string, name or comment whose end is still to come
   */
  record Piece(Kind kind, String text, boolean ended) {}

  private final String text;
  private int at;

  private SqlScan(String text) {
    this.text = text;
  }

  /** The pieces, which together are the text. */
  static List<Piece> pieces(String text) {
    SqlScan scan = new SqlScan(text);
    List<Piece> pieces = new ArrayList<>();
    while (scan.at < text.length()) {
      pieces.add(scan.next());
    }
    return pieces;
  }

  /** Whether the text is one or more whole statements: after the last semicolon nothing follows. */
  static boolean isComplete(String text) {
    String last = "";
    for (Piece piece : pieces(text)) {
      if (piece.kind() != Kind.BLANK && piece.kind() != Kind.COMMENT) {
        last = piece.text();
      } else if (!piece.ended()) {
        return false;
      }
    }
    return last.isEmpty() || last.equals(";");
  }

  private Piece next() {
    int from = at;
    char c = text.charAt(at);
    if (Character.isWhitespace(c)) {
      while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
      return piece(Kind.BLANK, from, true);
    } else if (text.startsWith("--", at)) {
      int end = text.indexOf('\n', at);
      at = end < 0 ? text.length() : end;
      return piece(Kind.COMMENT, from, true);
    } else if (text.startsWith("/*", at)) {
      int end = text.indexOf("*/", at + 2);
      at = end < 0 ? text.length() : end + 2;
      return piece(Kind.COMMENT, from, end >= 0);
    } else if (c == '\'' || c == '"' || c == '`') {
      return piece(c == '`' ? Kind.QUOTED_NAME : Kind.STRING, from, skipQuoted(c));
    } else if (Character.isDigit(c)) {
      skipWhile(other -> Character.isLetterOrDigit(other) || other == '.' || other == '_');
      return piece(Kind.NUMBER, from, true);
    } else if (Character.isLetter(c) || c == '_') {
      skipWhile(other -> Character.isLetterOrDigit(other) || other == '_');
      return piece(Kind.WORD, from, true);
    }
    at++;
    return piece(Kind.SYMBOL, from, true);
  }

  private interface Test {
    boolean of(char c);
  }

  private void skipWhile(Test test) {
    while (at < text.length() && test.of(text.charAt(at))) {
      at++;
    }
  }

  /** Moves past a text in quotes; whether it ends. */
  private boolean skipQuoted(char quote) {
    at++;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\\' && quote != '`' && at + 1 < text.length()) {
        at += 2;
      } else if (c == quote && at + 1 < text.length() && text.charAt(at + 1) == quote) {
        at += 2;
      } else if (c == quote) {
        at++;
        return true;
      } else {
        at++;
      }
    }
    return false;
  }

  private Piece piece(Kind kind, int from, boolean ended) {
    return new Piece(kind, text.substring(from, at), ended);
  }
}
