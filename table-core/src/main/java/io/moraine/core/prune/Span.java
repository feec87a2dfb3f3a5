package io.moraine.core.prune;

import io.moraine.core.kernel.Comparison;
import io.moraine.core.kernel.ValueOrder;
import java.util.function.UnaryOperator;

/**
 * Where an expression's values lie: within {@code min} to {@code max}, which are null if unknown.
 *
 * @param mayBeNull whether a row may be null
 * @param mayBeValue whether a row may be other than null
 */
record Span(Object min, Object max, boolean mayBeNull, boolean mayBeValue) {
  static final Span UNKNOWN = new Span(null, null, true, true);
  static final Span NULL = new Span(null, null, true, false);

  static Span of(Object value) {
    return value == null ? NULL : new Span(value, value, false, true);
  }

  /** What {@code this operator other} may be. */
  Truth compare(Comparison operator, Span other) {
    boolean nulls = mayBeNull || other.mayBeNull;
    if (!mayBeValue || !other.mayBeValue) {
      return Truth.NULL;
    }
    boolean below = !isAtLeast(min, other.max);
    boolean above = !isAtLeast(other.min, max);
    boolean equal = !isAbove(min, other.max) && !isAbove(other.min, max);
    boolean mayBeTrue =
        (below && operator.holds(-1))
            || (equal && operator.holds(0))
            || (above && operator.holds(1));
    boolean mayBeFalse =
        (below && !operator.holds(-1))
            || (equal && !operator.holds(0))
            || (above && !operator.holds(1));
    return new Truth(mayBeTrue, mayBeFalse, nulls);
  }

  /** What {@code this <=> other} may be. */
  Truth compareNullSafely(Span other) {
    Truth values = mayBeValue && other.mayBeValue ? compare(Comparison.EQ, other) : Truth.NEVER;
    boolean bothNull = mayBeNull && other.mayBeNull;
    boolean oneNull = (mayBeNull && other.mayBeValue) || (mayBeValue && other.mayBeNull);
    return new Truth(values.mayBeTrue() || bothNull, values.mayBeFalse() || oneNull, false);
  }

  Truth isNull() {
    return new Truth(mayBeNull, mayBeValue, false);
  }

  /** The span of a function that is null for null only and never falls as its argument rises. */
  Span through(UnaryOperator<Object> monotone) {
    return new Span(
        min == null ? null : monotone.apply(min),
        max == null ? null : monotone.apply(max),
        mayBeNull,
        mayBeValue);
  }

  /** Whether both are known and {@code a >= b}. */
  private static boolean isAtLeast(Object a, Object b) {
    return a != null && b != null && ValueOrder.compare(a, b) >= 0;
  }

  /** Whether both are known and {@code a > b}. */
  private static boolean isAbove(Object a, Object b) {
    return a != null && b != null && ValueOrder.compare(a, b) > 0;
  }
}
