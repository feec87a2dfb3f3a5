package io.moraine.compaction.curve;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.LongVector;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.type.DataType.Primitive;
import java.util.List;

/**
 * Numbers rows along a Hilbert curve through the space of several columns. A column's values are
 * spread over the curve's cells by their ranks, so that each cell holds about as many rows however
 * they are distributed. Immutable; safe for use by many threads.
 */
public final class CurveKeys {
  /** Rows of a sample that tell enough of how values are distributed. */
  public static final int SAMPLE_ROWS = 1 << 15;

  /** More columns have too few cells each to tell rows apart. */
  public static final int MOST_COLUMNS = 15;

  private static final int MOST_BITS = 12;
  private static final int KEY_BITS = 62;

  private final List<ColumnRanks> columns;
  private final HilbertCurve curve;

  private CurveKeys(List<ColumnRanks> columns, HilbertCurve curve) {
    this.columns = columns;
    this.curve = curve;
  }

  /**
   * Keys by columns of which {@code samples} hold some rows.
   *
   * @throws InvalidInputException if there are more than {@link #MOST_COLUMNS}
   */
  public static CurveKeys of(List<ColumnVector> samples) {
    if (samples.size() > MOST_COLUMNS) {
      throw new InvalidInputException(
          "Rows cannot be clustered by more than %d columns, got %d"
              .formatted(MOST_COLUMNS, samples.size()));
    }
    int bits = Math.min(MOST_BITS, KEY_BITS / samples.size());
    return new CurveKeys(
        samples.stream().map(sample -> ColumnRanks.of(sample, bits)).toList(),
        new HilbertCurve(samples.size(), bits));
  }

  /** The keys of {@code rows} rows, of which {@code values} are the columns. */
  public ColumnVector keys(List<ColumnVector> values, int rows) {
    int[][] ranks = new int[columns.size()][rows];
    for (int c = 0; c < ranks.length; c++) {
      columns.get(c).rank(values.get(c), ranks[c]);
    }
    long[] keys = new long[rows];
    int[] cell = new int[ranks.length];
    for (int row = 0; row < rows; row++) {
      for (int c = 0; c < ranks.length; c++) {
        cell[c] = ranks[c][row];
      }
      keys[row] = curve.index(cell);
    }
    return new LongVector(Primitive.LONG, rows, keys, null);
  }
}
