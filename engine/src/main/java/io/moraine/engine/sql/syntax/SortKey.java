package io.moraine.engine.sql.syntax;

/** One item of ORDER BY or SORT BY. */
public record SortKey(
    SqlExpression expression, Direction direction, NullOrder nulls, SourceRange range)
    implements SyntaxNode {

  /** Which values come first. */
  public enum Direction {
    ASCENDING,
    DESCENDING
  }

  /** Where nulls go. */
  public enum NullOrder {
    /** Not said: first when ascending, last when descending. */
    DEFAULT,
    FIRST,
    LAST
  }
}
