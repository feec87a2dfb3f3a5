package io.moraine.engine.sql.syntax;

/** Any part of a syntax tree. */
public interface SyntaxNode {
  /** Where in the text this node was written. */
  SourceRange range();
}
