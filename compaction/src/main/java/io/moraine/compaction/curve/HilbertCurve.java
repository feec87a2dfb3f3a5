package io.moraine.compaction.curve;

/**
 * A Hilbert curve through a grid of {@code 2^bits} cells along each of its dimensions: it visits
 * every cell once, and each next one is a neighbour of the one before.
 *
 * @see <a href="https://doi.org/10.1063/1.1751381">J. Skilling, Programming the Hilbert curve</a>
 */
public final class HilbertCurve {
  private static final int MOST_BITS = 62;

  private final int dimensions;
  private final int bits;

  /** A curve of 1 or more dimensions of 1 or more bits, of up to 62 bits together. */
  public HilbertCurve(int dimensions, int bits) {
    if (dimensions < 1 || bits < 1 || bits > 31 || dimensions * bits > MOST_BITS) {
      throw new IllegalArgumentException(
          "A curve cannot have %d dimensions of %d bits".formatted(dimensions, bits));
    }
    this.dimensions = dimensions;
    this.bits = bits;
  }

  /**
   * Which place {@code cell} has on the curve, from 0. The array holds the cell's coordinates, each
   * below {@code 2^bits}, and what it holds afterwards has no meaning.
   */
  public long index(int[] cell) {
    toTransposed(cell);
    long index = 0;
    for (int bit = bits - 1; bit >= 0; bit--) {
      for (int d = 0; d < dimensions; d++) {
        index = index << 1 | (cell[d] >>> bit & 1);
      }
    }
    return index;
  }

  /** Turns coordinates into the index, whose bits are then spread over the dimensions. */
  private void toTransposed(int[] cell) {
    int top = 1 << (bits - 1);
    // From the largest cubes to the smallest: undo how the curve is turned and mirrored in each.
    for (int q = top; q > 1; q >>>= 1) {
      int below = q - 1;
      for (int d = 0; d < dimensions; d++) {
        if ((cell[d] & q) != 0) {
          cell[0] ^= below;
        } else {
          int swap = (cell[0] ^ cell[d]) & below;
          cell[0] ^= swap;
          cell[d] ^= swap;
        }
      }
    }
    // What is left is a Gray code.
    for (int d = 1; d < dimensions; d++) {
      cell[d] ^= cell[d - 1];
    }
    int flip = 0;
    for (int q = top; q > 1; q >>>= 1) {
      if ((cell[dimensions - 1] & q) != 0) {
        flip ^= q - 1;
      }
    }
    for (int d = 0; d < dimensions; d++) {
      cell[d] ^= flip;
    }
  }
}
