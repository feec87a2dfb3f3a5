package io.moraine.core.kernel;

/**
 * Loops over {@code int}s that hold values of 8, 16 or 32 bits. Each says whether some row may have
 * left the range {@code min} to {@code max}; rows that are null count too.
 */
final class IntArithmetic {
  private IntArithmetic() {}

  static boolean add(int[] left, int[] right, int rowCount, int[] result, int min, int max) {
    int suspect = 0;
    for (int i = 0; i < rowCount; i++) {
      int sum = left[i] + right[i];
      suspect |= (left[i] ^ sum) & (right[i] ^ sum);
      result[i] = sum;
    }
    return suspect < 0 || outside(result, rowCount, min, max);
  }

  static boolean subtract(int[] left, int[] right, int rowCount, int[] result, int min, int max) {
    int suspect = 0;
    for (int i = 0; i < rowCount; i++) {
      int difference = left[i] - right[i];
      suspect |= (left[i] ^ right[i]) & (left[i] ^ difference);
      result[i] = difference;
    }
    return suspect < 0 || outside(result, rowCount, min, max);
  }

  static boolean multiply(int[] left, int[] right, int rowCount, int[] result, long min, long max) {
    long suspect = 0;
    for (int i = 0; i < rowCount; i++) {
      long product = (long) left[i] * right[i];
      suspect |= (product - min) | (max - product);
      result[i] = (int) product;
    }
    return suspect < 0;
  }

  private static boolean outside(int[] values, int rowCount, int min, int max) {
    if (min == Integer.MIN_VALUE) {
      return false;
    }
    int suspect = 0;
    for (int i = 0; i < rowCount; i++) {
      suspect |= (values[i] - min) | (max - values[i]);
    }
    return suspect < 0;
  }
}
