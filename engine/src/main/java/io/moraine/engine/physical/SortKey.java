package io.moraine.engine.physical;

import io.moraine.core.expr.Expression;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * What rows are ordered by: strings and binaries by unsigned bytes, false before true, NaN after
 * all other numbers, −0.0 as 0.0.
 *
 * @param expression over the child's output
 * @param direction which values come first
 * @param nulls where nulls come, whatever the direction
 */
public record SortKey(Expression expression, Direction direction, Nulls nulls) {
  /** Which values come first. */
  public enum Direction {
    /** The smallest. */
    ASCENDING,
    /** The greatest. */
    DESCENDING
  }

  /** Where nulls come. */
  public enum Nulls {
    /** Before all values. */
    FIRST,
    /** After all values. */
    LAST
  }

  public SortKey {
    Objects.requireNonNull(expression, "expression");
    Objects.requireNonNull(direction, "direction");
    Objects.requireNonNull(nulls, "nulls");
  }

  /** Ascending with nulls first, as Spark's default. */
  public static SortKey ascending(Expression expression) {
    return new SortKey(expression, Direction.ASCENDING, Nulls.FIRST);
  }

  /** Descending with nulls last, as Spark's default. */
  public static SortKey descending(Expression expression) {
    return new SortKey(expression, Direction.DESCENDING, Nulls.LAST);
  }

  /** The same key with {@code change} made to its expression. */
  public SortKey map(UnaryOperator<Expression> change) {
    return new SortKey(change.apply(expression), direction, nulls);
  }

  @Override
  public String toString() {
    return "%s %s NULLS %s"
        .formatted(expression, direction == Direction.ASCENDING ? "ASC" : "DESC", nulls);
  }
}
