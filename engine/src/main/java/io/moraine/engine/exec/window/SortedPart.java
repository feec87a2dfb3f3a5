package io.moraine.engine.exec.window;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.engine.exec.sort.KeyOrder;
import io.moraine.engine.exec.sort.RowOrder;
import io.moraine.engine.exec.sort.RowSorter;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of whole partitions, one partition after the other and each in order.
 *
 * <p>For each row it is known where its partition and its peers, the rows that tie with it, start
 * and end; ends are excluded.
 */
final class SortedPart {
  private final ColumnBatch rows;
  private final KeyOrder firstOrder;
  private final int[] partitionFrom;
  private final int[] partitionTo;
  private final int[] peersFrom;
  private final int[] peersTo;

  private SortedPart(ColumnBatch rows, KeyOrder firstOrder, int[][] partitions, int[][] peers) {
    this.rows = rows;
    this.firstOrder = firstOrder;
    this.partitionFrom = partitions[0];
    this.partitionTo = partitions[1];
    this.peersFrom = peers[0];
    this.peersTo = peers[1];
  }

  /**
   * Rows {@code part} of {@code rows}, ordered by {@code keys}, of which the first {@code
   * partitionKeys} are the partition's.
   */
  static SortedPart of(
      ColumnBatch rows, ColumnVector[] keys, int partitionKeys, List<KeyOrder> orders, int[] part) {
    int count = part.length;
    List<ColumnVector> own = new ArrayList<>();
    for (ColumnVector key : keys) {
      own.add(key.select(part, count));
    }
    int[] order = RowSorter.sort(own, orders, count);
    boolean[] startsPartition = starts(own, orders, order, 0, partitionKeys);
    boolean[] startsPeers = starts(own, orders, order, partitionKeys, keys.length);
    for (int i = 0; i < count; i++) {
      startsPeers[i] |= startsPartition[i];
    }
    int[] sorted = new int[count];
    for (int i = 0; i < count; i++) {
      sorted[i] = part[order[i]];
    }
    return new SortedPart(
        rows.select(sorted, count),
        partitionKeys < orders.size() ? orders.get(partitionKeys) : KeyOrder.ASCENDING,
        runs(startsPartition),
        runs(startsPeers));
  }

  /** Which rows differ from the one before in keys {@code from} to {@code to}. */
  private static boolean[] starts(
      List<ColumnVector> keys, List<KeyOrder> orders, int[] order, int from, int to) {
    boolean[] starts = new boolean[order.length];
    if (order.length == 0) {
      return starts;
    }
    starts[0] = true;
    if (from == to) {
      return starts;
    }
    List<ColumnVector> compared = keys.subList(from, to);
    RowOrder comparison = new RowOrder(compared, compared, orders.subList(from, to));
    for (int i = 1; i < order.length; i++) {
      starts[i] = comparison.compare(order[i - 1], order[i]) != 0;
    }
    return starts;
  }

  private static int[][] runs(boolean[] starts) {
    int count = starts.length;
    int[] from = new int[count];
    int[] to = new int[count];
    for (int i = 0; i < count; i++) {
      from[i] = starts[i] ? i : from[i - 1];
    }
    for (int i = count - 1; i >= 0; i--) {
      to[i] = i == count - 1 || starts[i + 1] ? i + 1 : to[i + 1];
    }
    return new int[][] {from, to};
  }

  /** The rows, in order. */
  ColumnBatch rows() {
    return rows;
  }

  int size() {
    return rows.rowCount();
  }

  /** The order of the first key after the partition's. */
  KeyOrder firstOrder() {
    return firstOrder;
  }

  int partitionFrom(int row) {
    return partitionFrom[row];
  }

  int partitionTo(int row) {
    return partitionTo[row];
  }

  int peersFrom(int row) {
    return peersFrom[row];
  }

  int peersTo(int row) {
    return peersTo[row];
  }
}
