package io.moraine.engine.sql.parse;

import io.moraine.core.text.NearNames;
import io.moraine.engine.sql.syntax.Identifier;
import io.moraine.engine.sql.syntax.QualifiedName;
import io.moraine.engine.sql.syntax.SourceRange;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The place in the tokens that a parse has come to, with what every part of the grammar needs
 * there.
 *
 * <p>Keywords and symbols are given in upper case. Those asked for in vain are remembered until the
 * place moves on, so that an error can suggest one of them.
 */
final class Cursor {
  private final String text;
  private final List<Token> tokens;
  private final int[] closing;
  private final Nesting nesting = new Nesting();
  private List<String> wanted = new ArrayList<>();
  private List<String> wantedBefore = new ArrayList<>();
  private int index;
  private int parameters;

  Cursor(String text) {
    this.text = text;
    this.tokens = Lexer.tokens(text);
    this.closing = closing(tokens);
  }

  private static int[] closing(List<Token> tokens) {
    int[] closing = new int[tokens.size()];
    Deque<Integer> open = new ArrayDeque<>();
    for (int i = 0; i < closing.length; i++) {
      closing[i] = closing.length - 1;
      if (tokens.get(i).is("(")) {
        open.push(i);
      } else if (tokens.get(i).is(")") && !open.isEmpty()) {
        closing[open.pop()] = i;
      }
    }
    return closing;
  }

  Nesting nesting() {
    return nesting;
  }

  Token peek() {
    return tokens.get(index);
  }

  /** The token {@code distance} after the next one, or the end. */
  Token peek(int distance) {
    return tokens.get(Math.min(index + distance, tokens.size() - 1));
  }

  /** How far ahead the token is that closes the parenthesis {@code distance} ahead, or the end. */
  int closingOf(int distance) {
    return closing[Math.min(index + distance, tokens.size() - 1)] - index;
  }

  Token advance() {
    Token token = tokens.get(index);
    if (index < tokens.size() - 1) {
      index++;
    }
    List<String> reused = wantedBefore;
    wantedBefore = wanted;
    wanted = reused;
    wanted.clear();
    return token;
  }

  /** Whether the next tokens are these. */
  boolean at(String... words) {
    for (int i = 0; i < words.length; i++) {
      if (!peek(i).is(words[i])) {
        if (i == 0) {
          wanted.add(words[0]);
        }
        return false;
      }
    }
    return true;
  }

  /** Moves past these tokens if they are all next. */
  boolean accept(String... words) {
    if (!at(words)) {
      return false;
    }
    for (int i = 0; i < words.length; i++) {
      advance();
    }
    return true;
  }

  /** Moves past these tokens, which must be next. */
  void expect(String... words) {
    for (String word : words) {
      if (!accept(word)) {
        throw unexpected("'" + word + "'");
      }
    }
  }

  boolean atEnd() {
    return peek().kind() == TokenKind.END;
  }

  /** The offset where the next token begins. */
  int start() {
    return peek().from();
  }

  /** The range from an offset to the end of the last token read. */
  SourceRange since(int from) {
    int to = index == 0 ? from : tokens.get(index - 1).to();
    return new SourceRange(from, Math.max(from, to));
  }

  String textBetween(int from, int to) {
    return text.substring(from, to);
  }

  boolean atIdentifier() {
    return peek().isWord() || peek().kind() == TokenKind.QUOTED_WORD;
  }

  /** Reads a name, which may be any word. */
  Identifier identifier(String what) {
    if (!atIdentifier()) {
      throw unexpected(what);
    }
    int from = start();
    String name = advance().text();
    return new Identifier(name, since(from));
  }

  QualifiedName qualifiedName(String what) {
    int from = start();
    List<Identifier> parts = new ArrayList<>();
    do {
      parts.add(identifier(what));
    } while (accept("."));
    return new QualifiedName(parts, since(from));
  }

  /** Reads a string, in one or more adjacent pieces. */
  String string(String what) {
    if (!peek().isString()) {
      throw unexpected(what);
    }
    String first = advance().text();
    if (!peek().isString()) {
      return first;
    }
    StringBuilder joined = new StringBuilder(first);
    while (peek().isString()) {
      joined.append(advance().text());
    }
    return joined.toString();
  }

  /** Reads a number without sign, point and suffix. */
  int integer(String what) {
    Token token = peek();
    if (!token.isNumber() || !token.text().matches("[0-9]{1,9}")) {
      throw unexpected(what);
    }
    return Integer.parseInt(advance().text());
  }

  /** Reads one or more elements with commas between them. */
  <T> List<T> list(Supplier<T> element) {
    List<T> elements = new ArrayList<>();
    do {
      elements.add(element.get());
    } while (accept(","));
    return elements;
  }

  /** Reads one or more elements in parentheses. */
  <T> List<T> parenthesised(Supplier<T> element) {
    expect("(");
    List<T> elements = list(element);
    if (!accept(")")) {
      throw unexpected("',' or ')'");
    }
    return elements;
  }

  /** The ordinal of a question mark. */
  int nextParameter() {
    return parameters++;
  }

  void startStatement() {
    parameters = 0;
  }

  void enter() {
    if (!nesting.enter()) {
      throw error(start(), Nesting.problem());
    }
  }

  void leave() {
    nesting.leave();
  }

  /** Notes a tree's height and refuses one too high. */
  void built(int height) {
    if (height > Nesting.MOST_HEIGHT) {
      throw error(start(), Nesting.problem());
    }
    nesting.built(height);
  }

  /** An error at the next token, which is not what it should be. */
  SqlSyntaxException unexpected(String expected) {
    Token token = peek();
    String suggestion = nearest(token, wanted).or(this::nearestToLast).orElse("");
    String problem = "expected %s, found %s".formatted(expected, token.display());
    return SqlSyntaxException.at(text, token.from(), problem, suggestion);
  }

  /** A mistyped keyword may have been read as an alias; what was wanted after it still is. */
  private Optional<String> nearestToLast() {
    if (index == 0) {
      return Optional.empty();
    }
    List<String> keywords = new ArrayList<>(wantedBefore);
    keywords.addAll(wanted);
    return nearest(tokens.get(index - 1), keywords);
  }

  private static Optional<String> nearest(Token token, List<String> keywords) {
    if (!token.isWord()) {
      return Optional.empty();
    }
    List<String> words =
        keywords.stream().filter(keyword -> Character.isLetter(keyword.charAt(0))).toList();
    return NearNames.nearest(token.upper(), words)
        .map(keyword -> "'%s' for '%s'".formatted(keyword, token.text()));
  }

  SqlSyntaxException error(int offset, String problem) {
    return SqlSyntaxException.at(text, offset, problem, "");
  }
}
