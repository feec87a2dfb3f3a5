package io.moraine.core.parquet.footer;

/**
 * Bounds of a column chunk in PLAIN encoding, as the footer has them; do not change the arrays.
 *
 * @param min null if unknown
 * @param max null if unknown
 * @param nullCount −1 if unknown
 * @param legacy whether the bounds come from the fields of old writers, which compared values as
 *     signed numbers or bytes whatever their type
 */
@SuppressWarnings("ArrayRecordComponent")
public record RawStatistics(byte[] min, byte[] max, long nullCount, boolean legacy) {
  /** Nothing is known. */
  public static final RawStatistics UNKNOWN = new RawStatistics(null, null, -1, false);
}
