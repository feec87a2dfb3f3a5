package io.moraine.engine.physical;

import io.moraine.core.expr.Expression;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The rows around the current one that a window function looks at, all of them of the same
 * partition.
 *
 * @param unit what {@link Bound.Offset} counts, and whether the current row stands for its peers,
 *     the rows that tie with it in the window's order
 * @param start the first row
 * @param end the last row; a frame that ends before it starts is empty
 */
public record Frame(Unit unit, Bound start, Bound end) {
  /** The whole partition. */
  public static final Frame PARTITION =
      new Frame(Unit.ROWS, new Bound.Unbounded(), new Bound.Unbounded());

  /** From the partition's first row to the last peer of the current one. */
  public static final Frame TO_CURRENT =
      new Frame(Unit.RANGE, new Bound.Unbounded(), new Bound.CurrentRow());

  /** What a frame counts. */
  public enum Unit {
    /** Rows. */
    ROWS,
    /** Rows whose key is within a distance. */
    RANGE,
    /** Runs of peers. */
    GROUPS
  }

  /** One end of a frame. */
  public sealed interface Bound {
    /** The partition's first or last row. */
    record Unbounded() implements Bound {}

    /** The current row; unless rows are counted, its first or last peer. */
    record CurrentRow() implements Bound {}

    /** So many rows or runs of peers after the current one; before it, if negative. */
    record Offset(long distance) implements Bound {}

    /**
     * The first or last row whose {@code key} is not past the current row's {@code limit}; of rows
     * with a null key, their peers.
     *
     * @param key the window's only order key, of the limit's type
     * @param limit the current row's key moved by the distance
     */
    record Limit(Expression key, Expression limit) implements Bound {}
  }

  /** The expressions that the bounds are told by. */
  public List<Expression> expressions() {
    List<Expression> expressions = new java.util.ArrayList<>();
    for (Bound bound : List.of(start, end)) {
      if (bound instanceof Bound.Limit limit) {
        expressions.add(limit.key());
        expressions.add(limit.limit());
      }
    }
    return List.copyOf(expressions);
  }

  /** The same frame with {@code change} made to its expressions. */
  public Frame map(UnaryOperator<Expression> change) {
    return new Frame(unit, map(start, change), map(end, change));
  }

  private static Bound map(Bound bound, UnaryOperator<Expression> change) {
    return bound instanceof Bound.Limit limit
        ? new Bound.Limit(change.apply(limit.key()), change.apply(limit.limit()))
        : bound;
  }

  @Override
  public String toString() {
    return "%s BETWEEN %s AND %s".formatted(unit, text(start, "PRECEDING"), text(end, "FOLLOWING"));
  }

  private static String text(Bound bound, String side) {
    if (bound instanceof Bound.Offset offset) {
      return Math.abs(offset.distance()) + (offset.distance() < 0 ? " PRECEDING" : " FOLLOWING");
    } else if (bound instanceof Bound.Limit limit) {
      return limit.limit().toString();
    }
    return bound instanceof Bound.CurrentRow ? "CURRENT ROW" : "UNBOUNDED " + side;
  }
}
