package io.moraine.engine.exec.sort;

import io.moraine.core.batch.ColumnVector;
import java.util.List;

/** Compares rows of two sets of key columns, the first column counting most. */
public final class RowOrder {
  private final ValueComparison[] comparisons;

  /** Compares rows of {@code left} with rows of {@code right}; columns have one type each. */
  public RowOrder(List<ColumnVector> left, List<ColumnVector> right, List<KeyOrder> orders) {
    comparisons = new ValueComparison[orders.size()];
    for (int k = 0; k < comparisons.length; k++) {
      comparisons[k] = ValueComparison.of(left.get(k), right.get(k), orders.get(k));
    }
  }

  /**
   * Negative, zero or positive as the left row comes before, ties with or comes after the right.
   */
  public int compare(int left, int right) {
    return compareFrom(0, left, right);
  }

  /** As {@link #compare}, by the keys from {@code key} on. */
  int compareFrom(int key, int left, int right) {
    for (int k = key; k < comparisons.length; k++) {
      int order = comparisons[k].compare(left, right);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
