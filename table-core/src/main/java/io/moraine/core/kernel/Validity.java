package io.moraine.core.kernel;

import io.moraine.core.batch.ColumnVector;
import java.util.Arrays;

/** Validity arrays: one byte a row, 0 for null; no array at all where no row is null. */
public final class Validity {
  private Validity() {}

  /** Valid where every one of {@code vectors} is. May share an argument's array. */
  public static byte[] and(ColumnVector[] vectors, int rowCount) {
    byte[] result = null;
    for (ColumnVector vector : vectors) {
      result = and(result, vector.validity(), rowCount);
    }
    return result;
  }

  /** Valid where both are; either may be null, meaning all valid. May share an array. */
  public static byte[] and(byte[] left, byte[] right, int rowCount) {
    if (left == null || right == null || left == right) {
      return left == null ? right : left;
    }
    byte[] both = new byte[rowCount];
    for (int i = 0; i < rowCount; i++) {
      both[i] = (byte) (left[i] & right[i]);
    }
    return both;
  }

  /** An array of its own that says the same as {@code validity}, which may be null. */
  public static byte[] copy(byte[] validity, int rowCount) {
    if (validity != null) {
      return Arrays.copyOf(validity, rowCount);
    }
    byte[] all = new byte[rowCount];
    Arrays.fill(all, (byte) 1);
    return all;
  }

  /** Whether {@code row} is valid. */
  static boolean isValid(byte[] validity, int row) {
    return validity == null || validity[row] != 0;
  }
}
