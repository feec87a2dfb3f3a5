package io.moraine.engine.sql.syntax;

/** One name, in the case it was written in and without its backquotes. Never empty. */
public record Identifier(String text, SourceRange range) implements SyntaxNode {
  public Identifier {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("Identifier must not be empty");
    }
  }

  /** An identifier that no text holds. */
  public static Identifier of(String text) {
    return new Identifier(text, SourceRange.NONE);
  }
}
