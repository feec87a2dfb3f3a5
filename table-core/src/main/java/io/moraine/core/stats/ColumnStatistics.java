package io.moraine.core.stats;

/**
 * What is known of one column over some rows.
 *
 * <p>Bounds are the objects that {@link io.moraine.core.type.DataType} names. They hold for all
 * values but nulls, need not be met (strings are cut), and NaN, which sorts above every other
 * number, is always covered by the upper bound or the bound is unknown.
 *
 * @param min no value is below it; null if unknown
 * @param max no value is above it; null if unknown
 * @param nullCount how many rows are null, −1 if unknown
 */
public record ColumnStatistics(Object min, Object max, long nullCount) {
  /** Nothing is known. */
  public static final ColumnStatistics UNKNOWN = new ColumnStatistics(null, null, -1);
}
