package io.moraine.engine.bind;

import io.moraine.core.error.InvalidInputException;
import io.moraine.engine.sql.syntax.SourcePosition;
import io.moraine.engine.sql.syntax.SourceRange;

/** A statement that parses but has no meaning: an unknown column, types that do not fit. */
public final class SqlBindException extends InvalidInputException {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;

  private SqlBindException(SourcePosition position, String message, Throwable cause) {
    super(
        "At line %d, column %d: %s".formatted(position.line(), position.column(), message), cause);
    this.line = position.line();
    this.column = position.column();
  }

  /** An error in the part {@code range} of {@code text}. */
  static SqlBindException at(String text, SourceRange range, String message) {
    return new SqlBindException(SourcePosition.of(text, range.from()), message, null);
  }

  /** As the other, for a fault that something below found. */
  static SqlBindException at(String text, SourceRange range, InvalidInputException cause) {
    return cause instanceof SqlBindException placed
        ? placed
        : new SqlBindException(SourcePosition.of(text, range.from()), cause.getMessage(), cause);
  }

  /** The line of the error, from 1. */
  public int line() {
    return line;
  }

  /** The column of the error in code points, from 1. */
  public int column() {
    return column;
  }
}
