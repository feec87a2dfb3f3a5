package io.moraine.engine.sql.syntax;

/** Which state of a table is meant. */
public sealed interface TimeTravel extends SyntaxNode {

  /** The value that says it. */
  SqlExpression value();

  /** VERSION AS OF; {@code t@v12} comes as this. */
  record AsOfVersion(SqlExpression value, SourceRange range) implements TimeTravel {}

  /**
   * TIMESTAMP AS OF; {@code t@20240131000000000} comes as this, with the string {@code '2024-01-31
   * 00:00:00.000'}.
   */
  record AsOfTimestamp(SqlExpression value, SourceRange range) implements TimeTravel {}
}
