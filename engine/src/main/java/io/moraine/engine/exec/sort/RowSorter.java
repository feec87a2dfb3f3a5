package io.moraine.engine.exec.sort;

import io.moraine.core.batch.ColumnVector;
import java.util.List;

/**
 * Orders rows by several key columns: nulls apart, the rest by radix on codes of the first key, and
 * runs of ties by the next.
 */
public final class RowSorter {
  private static final int SMALL = 24;

  private final List<ColumnVector> keys;
  private final List<KeyOrder> orders;
  private final SortCodes[] codesOf;
  private final RowOrder order;
  private final int[] rows;
  private final int[] other;
  private final long[] codes;

  private RowSorter(List<ColumnVector> keys, List<KeyOrder> orders, int count) {
    this.keys = keys;
    this.orders = orders;
    this.order = new RowOrder(keys, keys, orders);
    this.codesOf = new SortCodes[keys.size()];
    this.rows = new int[count];
    this.other = new int[count];
    this.codes = new long[count];
    for (int i = 0; i < count; i++) {
      rows[i] = i;
    }
  }

  /**
   * The rows {@code 0 .. count)} of {@code keys} in order; rows that tie on all keys stay in
   * theirs.
   */
  public static int[] sort(List<ColumnVector> keys, List<KeyOrder> orders, int count) {
    RowSorter sorter = new RowSorter(keys, orders, count);
    sorter.sort(0, 0, count);
    return sorter.rows;
  }

  private void sort(int key, int from, int to) {
    if (key == keys.size() || to - from < 2) {
      return;
    }
    if (to - from <= SMALL) {
      insertion(key, from, to);
      return;
    }
    int[] bounds = nullsApart(key, from, to);
    int valuesFrom = bounds[0];
    int valuesTo = bounds[1];
    sort(key + 1, from, valuesFrom);
    sort(key + 1, valuesTo, to);
    sortValues(key, valuesFrom, valuesTo);
  }

  private void sortValues(int key, int from, int to) {
    if (codesOf[key] == null) {
      codesOf[key] = SortCodes.of(keys.get(key));
    }
    SortCodes own = codesOf[key];
    if (own == null) {
      merge(key, from, to);
      return;
    }
    own.write(rows, from, to, codes);
    if (orders.get(key).descending()) {
      for (int i = from; i < to; i++) {
        codes[i] = ~codes[i];
      }
    }
    RadixSort.sort(codes, rows, from, to);
    if (key + 1 == keys.size() && own.exact()) {
      return;
    }
    // Runs are found first: sorting one uses the same array of codes, but only its own part.
    int start = from;
    while (start < to) {
      int end = start + 1;
      while (end < to && codes[end] == codes[start]) {
        end++;
      }
      if (end - start > 1) {
        if (own.exact()) {
          sort(key + 1, start, end);
        } else if (end - start <= SMALL) {
          insertion(key, start, end);
        } else {
          merge(key, start, end);
        }
      }
      start = end;
    }
  }

  /** Moves null rows to their end of the range, and returns where values start and end. */
  private int[] nullsApart(int key, int from, int to) {
    byte[] validity = keys.get(key).validity();
    if (validity == null) {
      return new int[] {from, to};
    }
    int nulls = 0;
    int values = from;
    for (int i = from; i < to; i++) {
      int row = rows[i];
      if (validity[row] == 0) {
        other[nulls++] = row;
      } else {
        rows[values++] = row;
      }
    }
    if (!orders.get(key).nullsFirst()) {
      System.arraycopy(other, 0, rows, values, nulls);
      return new int[] {from, values};
    }
    System.arraycopy(rows, from, rows, from + nulls, values - from);
    System.arraycopy(other, 0, rows, from, nulls);
    return new int[] {from + nulls, to};
  }

  private void insertion(int key, int from, int to) {
    for (int i = from + 1; i < to; i++) {
      int row = rows[i];
      int at = i;
      while (at > from && order.compareFrom(key, rows[at - 1], row) > 0) {
        rows[at] = rows[at - 1];
        at--;
      }
      rows[at] = row;
    }
  }

  /** Merge sort by comparing the keys from {@code key} on. */
  private void merge(int key, int from, int to) {
    if (to - from <= SMALL) {
      insertion(key, from, to);
      return;
    }
    int middle = (from + to) >>> 1;
    merge(key, from, middle);
    merge(key, middle, to);
    if (order.compareFrom(key, rows[middle - 1], rows[middle]) <= 0) {
      return;
    }
    System.arraycopy(rows, from, other, from, middle - from);
    int left = from;
    int right = middle;
    int at = from;
    while (left < middle && right < to) {
      rows[at++] =
          order.compareFrom(key, other[left], rows[right]) <= 0 ? other[left++] : rows[right++];
    }
    System.arraycopy(other, left, rows, at, middle - left);
  }
}
