package io.moraine.engine.sql.syntax;

/** Where a column goes. */
public sealed interface ColumnPosition {
  /** Before all others. */
  record First() implements ColumnPosition {}

  /** Just after another of the same struct. */
  record After(Identifier column) implements ColumnPosition {}
}
