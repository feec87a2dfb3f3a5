package io.moraine.core.kernel;

/** Loops over floating-point numbers, which neither overflow nor fail. */
final class DoubleArithmetic {
  private DoubleArithmetic() {}

  static void apply(
      Arithmetic operator, double[] left, double[] right, int rowCount, double[] result) {
    switch (operator) {
      case ADD -> add(left, right, rowCount, result);
      case SUBTRACT -> subtract(left, right, rowCount, result);
      case MULTIPLY -> multiply(left, right, rowCount, result);
      case DIVIDE -> divide(left, right, rowCount, result);
      case REMAINDER -> remainder(left, right, rowCount, result);
      case POSITIVE_REMAINDER -> positiveRemainder(left, right, rowCount, result);
    }
  }

  static float apply(Arithmetic operator, float left, float right) {
    return switch (operator) {
      case ADD -> left + right;
      case SUBTRACT -> left - right;
      case MULTIPLY -> left * right;
      case DIVIDE -> left / right;
      case REMAINDER -> left % right;
      case POSITIVE_REMAINDER -> {
        float remainder = left % right;
        yield remainder < 0 ? (remainder + right) % right : remainder;
      }
    };
  }

  private static void add(double[] left, double[] right, int rowCount, double[] result) {
    for (int i = 0; i < rowCount; i++) {
      result[i] = left[i] + right[i];
    }
  }

  private static void subtract(double[] left, double[] right, int rowCount, double[] result) {
    for (int i = 0; i < rowCount; i++) {
      result[i] = left[i] - right[i];
    }
  }

  private static void multiply(double[] left, double[] right, int rowCount, double[] result) {
    for (int i = 0; i < rowCount; i++) {
      result[i] = left[i] * right[i];
    }
  }

  private static void divide(double[] left, double[] right, int rowCount, double[] result) {
    for (int i = 0; i < rowCount; i++) {
      result[i] = left[i] / right[i];
    }
  }

  private static void remainder(double[] left, double[] right, int rowCount, double[] result) {
    for (int i = 0; i < rowCount; i++) {
      result[i] = left[i] % right[i];
    }
  }

  private static void positiveRemainder(
      double[] left, double[] right, int rowCount, double[] result) {
    for (int i = 0; i < rowCount; i++) {
      double remainder = left[i] % right[i];
      result[i] = remainder < 0 ? (remainder + right[i]) % right[i] : remainder;
    }
  }
}
