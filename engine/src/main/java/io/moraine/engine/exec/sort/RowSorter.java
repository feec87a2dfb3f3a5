package io.moraine.engine.exec.sort;

import io.moraine.core.batch.ColumnVector;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Orders rows by several key columns: nulls apart, the rest by radix on codes of the first key, and
 * runs of ties by the next.
 */
public final class RowSorter {
  private static final int SMALL = 24;

  /** Fewer rows are sorted by one thread. */
  private static final int LEAST_PARALLEL = 1 << 16;

  /** A power of two. */
  private static final int RANGES = 16;

  private static final int SAMPLES = 2048;

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

  /** Does tasks {@code 0 .. count)}, several at once. */
  @FunctionalInterface
  public interface Tasks {
    /** Calls {@code task} with each number, and returns when all are done. */
    void run(int count, IntConsumer task);
  }

  /**
   * As the other, by several threads: rows are put into ranges of the first key, each of which is
   * sorted by itself.
   */
  public static int[] sort(List<ColumnVector> keys, List<KeyOrder> orders, int count, Tasks tasks) {
    RowSorter sorter = new RowSorter(keys, orders, count);
    for (int k = 0; k < keys.size(); k++) {
      // Threads find them there.
      sorter.codesOf[k] = SortCodes.of(keys.get(k));
    }
    if (count < LEAST_PARALLEL || sorter.codesOf[0] == null) {
      sorter.sort(0, 0, count);
    } else {
      sorter.sortRanges(tasks);
    }
    return sorter.rows;
  }

  private void sortRanges(Tasks tasks) {
    int[] values = nullsApart(0, 0, rows.length);
    int from = values[0];
    int to = values[1];
    codesOf[0].write(rows, from, to, codes);
    if (orders.get(0).descending()) {
      for (int i = from; i < to; i++) {
        codes[i] = ~codes[i];
      }
    }
    int[] starts = ranges(from, to, splitters(from, to));
    int ranges = starts.length - 1;
    tasks.run(
        ranges + 2,
        task -> {
          if (task < ranges) {
            sortValues(0, starts[task], starts[task + 1]);
          } else if (task == ranges) {
            sort(1, 0, from);
          } else {
            sort(1, to, rows.length);
          }
        });
  }

  /** Codes that part the rows into ranges of about one size. */
  private long[] splitters(int from, int to) {
    int samples = Math.min(SAMPLES, to - from);
    long[] sample = new long[samples];
    for (int i = 0; i < samples; i++) {
      sample[i] = codes[from + (int) ((long) i * (to - from) / samples)];
    }
    Arrays.sort(sample);
    long[] splitters = new long[RANGES - 1];
    for (int i = 0; i < splitters.length; i++) {
      splitters[i] = samples == 0 ? 0 : sample[(int) ((long) (i + 1) * samples / RANGES)];
    }
    return splitters;
  }

  /**
   * Moves rows to their ranges, each in its order; returns where ranges start and the last ends.
   */
  private int[] ranges(int from, int to, long[] splitters) {
    byte[] rangeOf = new byte[to - from];
    int[] starts = new int[RANGES + 1];
    for (int i = from; i < to; i++) {
      int range = 0;
      for (int step = RANGES / 2; step > 0; step /= 2) {
        range += codes[i] >= splitters[range + step - 1] ? step : 0;
      }
      rangeOf[i - from] = (byte) range;
      starts[range + 1]++;
    }
    starts[0] = from;
    for (int r = 0; r < RANGES; r++) {
      starts[r + 1] += starts[r];
    }
    int[] next = starts.clone();
    for (int i = from; i < to; i++) {
      other[next[rangeOf[i - from]]++] = rows[i];
    }
    System.arraycopy(other, from, rows, from, to - from);
    return starts;
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
