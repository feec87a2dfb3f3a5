package io.moraine.core.eval;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.DoubleVector;
import io.moraine.core.batch.IntVector;
import io.moraine.core.batch.LongVector;
import io.moraine.core.kernel.Comparison;
import io.moraine.core.type.DataType;
import java.math.BigDecimal;
import java.util.Optional;

/** A column of integers, dates, timestamps, short decimals or doubles, compared with a constant. */
final class RangeSelector implements Selector {
  private final int ordinal;
  private final Comparison operator;
  private final long whole;
  private final double floating;

  private RangeSelector(int ordinal, Comparison operator, long whole, double floating) {
    this.ordinal = ordinal;
    this.operator = operator;
    this.whole = whole;
    this.floating = floating;
  }

  /** A selector for {@code column operator value}, if the type has such loops. */
  static Optional<Selector> of(int ordinal, DataType type, Comparison operator, Object value) {
    if (value instanceof Integer || value instanceof Long) {
      return Optional.of(new RangeSelector(ordinal, operator, ((Number) value).longValue(), 0));
    } else if (value instanceof BigDecimal decimal && ((DataType.Decimal) type).fitsLong()) {
      long unscaled = decimal.unscaledValue().longValueExact();
      return Optional.of(new RangeSelector(ordinal, operator, unscaled, 0));
    } else if (value instanceof Double number
        && !number.isNaN()
        && operator != Comparison.EQ
        && operator != Comparison.NE) {
      return Optional.of(new RangeSelector(ordinal, operator, 0, number));
    }
    return Optional.empty();
  }

  @Override
  public int select(Rows rows, int[] selection, int count) {
    ColumnVector column = rows.column(ordinal).flat();
    int valid =
        column.mayHaveNulls()
            ? Selections.byValidity(column.validity(), 1, selection, count)
            : count;
    if (column instanceof IntVector ints) {
      return ints(ints.values(), selection, valid);
    } else if (column instanceof LongVector longs) {
      return longs(longs.values(), selection, valid);
    }
    return doubles(((DoubleVector) column).values(), selection, valid);
  }

  private int ints(int[] values, int[] selection, int count) {
    int bound = (int) whole;
    return switch (operator) {
      case EQ -> Selections.inRange(values, bound, bound, selection, count);
      case NE -> Selections.notEqual(values, bound, selection, count);
      case LE -> Selections.inRange(values, Integer.MIN_VALUE, bound, selection, count);
      case GE -> Selections.inRange(values, bound, Integer.MAX_VALUE, selection, count);
      case LT ->
          bound == Integer.MIN_VALUE
              ? 0
              : Selections.inRange(values, Integer.MIN_VALUE, bound - 1, selection, count);
      case GT ->
          bound == Integer.MAX_VALUE
              ? 0
              : Selections.inRange(values, bound + 1, Integer.MAX_VALUE, selection, count);
    };
  }

  private int longs(long[] values, int[] selection, int count) {
    return switch (operator) {
      case EQ -> Selections.inRange(values, whole, whole, selection, count);
      case NE -> Selections.notEqual(values, whole, selection, count);
      case LE -> Selections.inRange(values, Long.MIN_VALUE, whole, selection, count);
      case GE -> Selections.inRange(values, whole, Long.MAX_VALUE, selection, count);
      case LT ->
          whole == Long.MIN_VALUE
              ? 0
              : Selections.inRange(values, Long.MIN_VALUE, whole - 1, selection, count);
      case GT ->
          whole == Long.MAX_VALUE
              ? 0
              : Selections.inRange(values, whole + 1, Long.MAX_VALUE, selection, count);
    };
  }

  private int doubles(double[] values, int[] selection, int count) {
    return switch (operator) {
      case LT -> Selections.less(values, floating, selection, count);
      case LE -> Selections.lessOrEqual(values, floating, selection, count);
      case GT -> Selections.greater(values, floating, selection, count);
      case GE -> Selections.greaterOrEqual(values, floating, selection, count);
      case EQ, NE -> throw new IllegalStateException("Not made for equality");
    };
  }
}
