package io.moraine.engine.sql.parse;

import io.moraine.core.error.MoraineException;
import io.moraine.engine.sql.syntax.SourcePosition;
import java.util.Optional;

/**
 * A text is not SQL as this parser knows it. The message says where, shows the line with a caret
 * below the place, and says what was expected and what found.
 */
public final class SqlSyntaxException extends MoraineException {
  private static final long serialVersionUID = 1L;
  private static final int SHOWN_BEFORE = 80;
  private static final int SHOWN = 120;

  private final int line;
  private final int column;
  private final String sourceLine;
  private final String problem;
  private final String suggestion;

  private SqlSyntaxException(
      SourcePosition position, String sourceLine, String caret, String problem, String suggestion) {
    super(
        "Cannot parse SQL at line %d, column %d: %s%s%n%s%n%s"
            .formatted(
                position.line(),
                position.column(),
                problem,
                suggestion.isEmpty() ? "" : ". Did you mean " + suggestion + "?",
                sourceLine,
                caret)
            .replace(System.lineSeparator(), "\n"));
    this.line = position.line();
    this.column = position.column();
    this.sourceLine = sourceLine;
    this.problem = problem;
    this.suggestion = suggestion;
  }

  /**
   * An error at an offset of a text.
   *
   * @param problem what was expected and what found, without a full stop
   * @param suggestion what may have been meant, or empty
   */
  static SqlSyntaxException at(String text, int offset, String problem, String suggestion) {
    int start = offset;
    while (start > 0 && !endsLine(text.charAt(start - 1))) {
      start--;
    }
    int end = offset;
    while (end < text.length() && !endsLine(text.charAt(end))) {
      end++;
    }
    // A generated statement may be one line of megabytes: show what is near.
    int from = Math.max(start, offset - SHOWN_BEFORE);
    int to = Math.min(end, from + SHOWN);
    String shown = text.substring(from, to);
    String before = text.substring(from, offset);
    String caret = before.replaceAll("[^\t]", " ") + "^";
    return new SqlSyntaxException(
        SourcePosition.of(text, offset), shown, caret, problem, suggestion);
  }

  private static boolean endsLine(char c) {
    return c == '\n' || c == '\r';
  }

  /** The line of the error, from 1. */
  public int line() {
    return line;
  }

  /** The column of the error in code points, from 1. */
  public int column() {
    return column;
  }

  /** The offending line, or of a long one the part around the error. */
  public String sourceLine() {
    return sourceLine;
  }

  /** What was expected and what found, without the place. */
  public String problem() {
    return problem;
  }

  /** What may have been meant. */
  public Optional<String> suggestion() {
    return suggestion.isEmpty() ? Optional.empty() : Optional.of(suggestion);
  }
}
