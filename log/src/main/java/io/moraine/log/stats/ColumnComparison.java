package io.moraine.log.stats;

import static io.moraine.log.stats.FilePredicate.MAY_BE_OTHER;
import static io.moraine.log.stats.FilePredicate.MAY_BE_TRUE;

import io.moraine.core.expr.Literal;
import io.moraine.core.kernel.Comparison;
import io.moraine.core.kernel.ValueOrder;
import io.moraine.core.type.DataType;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;

/**
 * A column compared with a literal.
 *
 * <p>Of each file it is found out whether some value may be below the literal, equal to it, or
 * above; the comparison's truth for each of these is the answer.
 */
final class ColumnComparison implements FilePredicate {
  private final int leaf;
  private final BoundColumn literal;

  /** The bits of a value below the literal, equal, and above. */
  private final int below;

  private final int equal;
  private final int above;

  private ColumnComparison(int leaf, Comparison comparison, BoundColumn literal) {
    this.leaf = leaf;
    this.literal = literal;
    this.below = comparison.holds(-1) ? MAY_BE_TRUE : MAY_BE_OTHER;
    this.equal = comparison.holds(0) ? MAY_BE_TRUE : MAY_BE_OTHER;
    this.above = comparison.holds(1) ? MAY_BE_TRUE : MAY_BE_OTHER;
  }

  /** The comparison; nothing if the literal's type has no loop. */
  static Optional<ColumnComparison> of(int leaf, Comparison comparison, Literal literal) {
    BoundColumn value = new BoundColumn(literal.type(), 1);
    if (value.form == BoundColumn.Form.OBJECTS) {
      return Optional.empty();
    }
    Object exact = literal.value();
    if (literal.type() instanceof DataType.Decimal decimal) {
      exact = ((BigDecimal) exact).setScale(decimal.scale());
    }
    value.set(0, exact);
    return value.known[0] == 0
        ? Optional.empty()
        : Optional.of(new ColumnComparison(leaf, comparison, value));
  }

  @Override
  public void decide(Files files, byte[] bits) {
    StatisticsTable table = files.statistics();
    LeafStatistics statistics = table.leaf(leaf);
    switch (literal.form) {
      case LONGS -> decideLongs(statistics.min, statistics.max, literal.longs[0], bits);
      case DOUBLES -> decideDoubles(statistics.min, statistics.max, literal.doubles[0], bits);
      case BYTES ->
          decideBytes(
              statistics.min, statistics.max, Arrays.copyOf(literal.data, literal.length[0]), bits);
      case OBJECTS -> throw new IllegalStateException("No loop over objects");
    }
    long[] nulls = statistics.nullCount;
    for (int i = 0; i < nulls.length; i++) {
      if (nulls[i] >= 0 && nulls[i] >= table.rowBound(i)) {
        bits[i] = MAY_BE_OTHER;
      } else if (nulls[i] != 0) {
        bits[i] |= MAY_BE_OTHER;
      }
    }
  }

  private void decideLongs(BoundColumn min, BoundColumn max, long value, byte[] bits) {
    long[] mins = min.longs;
    long[] maxs = max.longs;
    for (int i = 0; i < mins.length; i++) {
      boolean low = min.known[i] == 0 || mins[i] < value;
      boolean high = max.known[i] == 0 || maxs[i] > value;
      boolean within =
          (min.known[i] == 0 || mins[i] <= value) && (max.known[i] == 0 || maxs[i] >= value);
      bits[i] = bits(low, within, high);
    }
  }

  private void decideDoubles(BoundColumn min, BoundColumn max, double value, byte[] bits) {
    for (int i = 0; i < min.doubles.length; i++) {
      int least =
          min.known[i] == 0 ? Integer.MIN_VALUE : ValueOrder.compareDoubles(min.doubles[i], value);
      int greatest =
          max.known[i] == 0 ? Integer.MAX_VALUE : ValueOrder.compareDoubles(max.doubles[i], value);
      bits[i] = bits(least < 0, least <= 0 && greatest >= 0, greatest > 0);
    }
  }

  private void decideBytes(BoundColumn min, BoundColumn max, byte[] value, byte[] bits) {
    for (int i = 0; i < min.start.length; i++) {
      int least = min.known[i] == 0 ? Integer.MIN_VALUE : compare(min, i, value);
      int greatest = max.known[i] == 0 ? Integer.MAX_VALUE : compare(max, i, value);
      bits[i] = bits(least < 0, least <= 0 && greatest >= 0, greatest > 0);
    }
  }

  private static int compare(BoundColumn bounds, int file, byte[] value) {
    int from = bounds.start[file];
    return Arrays.compareUnsigned(
        bounds.data, from, from + bounds.length[file], value, 0, value.length);
  }

  private byte bits(boolean mayBeBelow, boolean mayBeEqual, boolean mayBeAbove) {
    return (byte) ((mayBeBelow ? below : 0) | (mayBeEqual ? equal : 0) | (mayBeAbove ? above : 0));
  }
}
