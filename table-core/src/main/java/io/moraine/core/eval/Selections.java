package io.moraine.core.eval;

/**
 * Loops that compact {@code selection[0 .. count)} in place to the rows that satisfy a condition,
 * and return how many remain.
 */
final class Selections {
  private Selections() {}

  /** Rows that are valid and whose byte in {@code values} is 1. */
  static int whereTrue(byte[] values, byte[] validity, int[] selection, int count) {
    int kept = 0;
    if (validity == null) {
      for (int i = 0; i < count; i++) {
        int row = selection[i];
        selection[kept] = row;
        kept += values[row];
      }
    } else {
      for (int i = 0; i < count; i++) {
        int row = selection[i];
        selection[kept] = row;
        kept += values[row] & validity[row];
      }
    }
    return kept;
  }

  /** Rows whose code has a 1 in {@code accepted}; null rows if {@code nullAccepted} is 1. */
  static int byCode(
      int[] codes, byte[] validity, byte[] accepted, int nullAccepted, int[] selection, int count) {
    int kept = 0;
    if (validity == null) {
      for (int i = 0; i < count; i++) {
        int row = selection[i];
        selection[kept] = row;
        kept += accepted[codes[row]];
      }
    } else {
      for (int i = 0; i < count; i++) {
        int row = selection[i];
        selection[kept] = row;
        kept += validity[row] != 0 ? accepted[codes[row]] : nullAccepted;
      }
    }
    return kept;
  }

  /** Rows whose validity byte is {@code wanted}; {@code validity} is not null. */
  static int byValidity(byte[] validity, int wanted, int[] selection, int count) {
    int kept = 0;
    for (int i = 0; i < count; i++) {
      int row = selection[i];
      selection[kept] = row;
      kept += validity[row] == wanted ? 1 : 0;
    }
    return kept;
  }

  /** Rows with {@code first <= value <= last}. */
  static int inRange(int[] values, int first, int last, int[] selection, int count) {
    // One unsigned comparison of the distance from the first takes both bounds.
    int span = last - first + Integer.MIN_VALUE;
    int kept = 0;
    for (int i = 0; i < count; i++) {
      int row = selection[i];
      selection[kept] = row;
      kept += values[row] - first + Integer.MIN_VALUE <= span ? 1 : 0;
    }
    return kept;
  }

  /** Rows with {@code first <= value <= last}. */
  static int inRange(long[] values, long first, long last, int[] selection, int count) {
    long span = last - first + Long.MIN_VALUE;
    int kept = 0;
    for (int i = 0; i < count; i++) {
      int row = selection[i];
      selection[kept] = row;
      kept += values[row] - first + Long.MIN_VALUE <= span ? 1 : 0;
    }
    return kept;
  }

  /** Rows with another value than {@code excluded}. */
  static int notEqual(int[] values, int excluded, int[] selection, int count) {
    int kept = 0;
    for (int i = 0; i < count; i++) {
      int row = selection[i];
      selection[kept] = row;
      kept += values[row] != excluded ? 1 : 0;
    }
    return kept;
  }

  /** Rows with another value than {@code excluded}. */
  static int notEqual(long[] values, long excluded, int[] selection, int count) {
    int kept = 0;
    for (int i = 0; i < count; i++) {
      int row = selection[i];
      selection[kept] = row;
      kept += values[row] != excluded ? 1 : 0;
    }
    return kept;
  }

  /** Rows below the bound, which is no NaN: NaN is above every number. */
  static int less(double[] values, double bound, int[] selection, int count) {
    int kept = 0;
    for (int i = 0; i < count; i++) {
      int row = selection[i];
      selection[kept] = row;
      kept += values[row] < bound ? 1 : 0;
    }
    return kept;
  }

  /** Rows not above the bound, which is no NaN. */
  static int lessOrEqual(double[] values, double bound, int[] selection, int count) {
    int kept = 0;
    for (int i = 0; i < count; i++) {
      int row = selection[i];
      selection[kept] = row;
      kept += values[row] <= bound ? 1 : 0;
    }
    return kept;
  }

  /** Rows above the bound, which is no NaN; NaN is. */
  static int greater(double[] values, double bound, int[] selection, int count) {
    int kept = 0;
    for (int i = 0; i < count; i++) {
      int row = selection[i];
      selection[kept] = row;
      kept += values[row] <= bound ? 0 : 1;
    }
    return kept;
  }

  /** Rows not below the bound, which is no NaN; NaN is above. */
  static int greaterOrEqual(double[] values, double bound, int[] selection, int count) {
    int kept = 0;
    for (int i = 0; i < count; i++) {
      int row = selection[i];
      selection[kept] = row;
      kept += values[row] < bound ? 0 : 1;
    }
    return kept;
  }
}
