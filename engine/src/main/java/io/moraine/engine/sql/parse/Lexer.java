package io.moraine.engine.sql.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a SQL text into tokens and drops white space and comments.
 *
 * <p>{@code >} is always a token of its own unless {@code =} follows, since {@code >>} may close
 * two type brackets; shifts are put together by the expression parser.
 */
final class Lexer {
  // Longest first.
  private static final String[] SYMBOLS = {
    "<=>", "<<", "<=", "<>", ">=", "!=", "==", "||", "->", "=>", "::"
  };
  private static final String SINGLE_SYMBOLS = "()[],.;:+-*/%=<>!~&|^?@";
  private static final Pattern NUMBER =
      Pattern.compile(
          "(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?(?:[lLsSyYfFdD]|[bB][dD])?");

  private final String text;
  private final Matcher number;
  private final List<Token> tokens = new ArrayList<>();
  private int position;

  private Lexer(String text) {
    this.text = text;
    this.number = NUMBER.matcher(text);
  }

  /**
   * The tokens of {@code text}, the last of which is the {@link TokenKind#END}.
   *
   * @throws SqlSyntaxException where a string, quoted name or comment does not end, or at a
   *     character that begins no token
   */
  static List<Token> tokens(String text) {
    return new Lexer(text).run();
  }

  private List<Token> run() {
    skipBlanks();
    while (position < text.length()) {
      next();
      skipBlanks();
    }
    add(TokenKind.END, "", "", position);
    return List.copyOf(tokens);
  }

  private void next() {
    int from = position;
    char c = text.charAt(from);
    if (c == '\'' || c == '"') {
      String body = quoted(from, c, true);
      add(TokenKind.STRING, StringEscapes.resolve(body, c), "", from);
    } else if ((c == 'r' || c == 'R') && (at(from + 1) == '\'' || at(from + 1) == '"')) {
      add(TokenKind.STRING, raw(from + 1), "", from);
    } else if (c == '`') {
      String name = quoted(from, c, false).replace("``", "`");
      if (name.isEmpty()) {
        throw error(from, "a name in backquotes must not be empty");
      }
      add(TokenKind.QUOTED_WORD, name, "", from);
    } else if (isDigit(c) || (c == '.' && isDigit(at(from + 1)) && !followsName(from))) {
      numberOrWord(from);
    } else if (isWordPart(from)) {
      word(from);
    } else {
      symbol(from);
    }
  }

  private void numberOrWord(int from) {
    number.region(from, text.length());
    if (!number.lookingAt()) {
      throw error(from, "expected a number");
    }
    int end = number.end();
    if (!isWordPart(end)) {
      position = end;
      add(TokenKind.NUMBER, text.substring(from, end), "", from);
      return;
    }
    // A name may begin with digits: 2024_sales.
    int wordEnd = wordEnd(from);
    if (wordEnd <= from || number.group().indexOf('.') >= 0) {
      throw error(from, "the number '%s' runs into a name".formatted(number.group()));
    }
    word(from);
  }

  private void word(int from) {
    position = wordEnd(from);
    String word = text.substring(from, position);
    add(TokenKind.WORD, word, word.toUpperCase(Locale.ROOT), from);
  }

  private int wordEnd(int from) {
    int end = from;
    while (isWordPart(end)) {
      end += Character.charCount(text.codePointAt(end));
    }
    return end;
  }

  private void symbol(int from) {
    for (String symbol : SYMBOLS) {
      if (text.startsWith(symbol, from)) {
        position = from + symbol.length();
        add(TokenKind.SYMBOL, symbol, symbol, from);
        return;
      }
    }
    int codePoint = text.codePointAt(from);
    if (SINGLE_SYMBOLS.indexOf(codePoint) < 0) {
      throw error(
          from,
          "the character '%s' (U+%04X) begins nothing in SQL"
              .formatted(Character.toString(codePoint), codePoint));
    }
    position = from + 1;
    String symbol = text.substring(from, position);
    add(TokenKind.SYMBOL, symbol, symbol, from);
  }

  /** Moves past a text in quotes, which are doubled inside, and returns what is between them. */
  private String quoted(int from, char quote, boolean escapes) {
    int i = from + 1;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == quote && at(i + 1) != quote) {
        position = i + 1;
        return text.substring(from + 1, i);
      }
      i += c == quote || (escapes && c == '\\') ? 2 : 1;
    }
    throw error(
        from,
        "the %s that begins here does not end: expected another %s"
            .formatted(quote == '`' ? "quoted name" : "string", quote));
  }

  private String raw(int quoteAt) {
    int end = text.indexOf(text.charAt(quoteAt), quoteAt + 1);
    if (end < 0) {
      throw error(quoteAt, "the raw string that begins here does not end: expected another quote");
    }
    position = end + 1;
    return text.substring(quoteAt + 1, end);
  }

  private void skipBlanks() {
    while (position < text.length()) {
      char c = text.charAt(position);
      if (c == '-' && at(position + 1) == '-') {
        while (position < text.length() && at(position) != '\n' && at(position) != '\r') {
          position++;
        }
      } else if (c == '/' && at(position + 1) == '*') {
        skipBracketedComment();
      } else if (Character.isWhitespace(c) || c == '\u00A0' || c == '\uFEFF') {
        position++;
      } else {
        return;
      }
    }
  }

  private void skipBracketedComment() {
    int from = position;
    int depth = 0;
    do {
      if (text.startsWith("/*", position)) {
        depth++;
        position += 2;
      } else if (text.startsWith("*/", position)) {
        depth--;
        position += 2;
      } else if (position < text.length()) {
        position++;
      } else {
        throw error(from, "the comment that begins here does not end: expected */");
      }
    } while (depth > 0);
  }

  /** Whether a dot at {@code i} directly follows something that can have fields. */
  private boolean followsName(int i) {
    return i > 0
        && (isWordPart(i - 1)
            || text.charAt(i - 1) == '`'
            || text.charAt(i - 1) == ')'
            || text.charAt(i - 1) == ']');
  }

  private boolean isWordPart(int i) {
    if (i >= text.length()) {
      return false;
    }
    int c = text.codePointAt(i);
    return c == '_'
        || isDigit((char) c)
        || Character.isLetter(c)
        || (c > 127 && Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private char at(int i) {
    return i < text.length() ? text.charAt(i) : '\0';
  }

  private void add(TokenKind kind, String value, String upper, int from) {
    tokens.add(new Token(kind, value, upper, from, position));
  }

  private SqlSyntaxException error(int offset, String problem) {
    return SqlSyntaxException.at(text, offset, problem, "");
  }
}
