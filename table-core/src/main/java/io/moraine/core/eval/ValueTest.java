package io.moraine.core.eval;

import io.moraine.core.batch.ColumnVector;

/**
 * Drops rows by the values of one column, known only while a query runs: of a join, those that the
 * other side has. Rows that it drops are not wanted; of those that it keeps, some may not be. Safe
 * for use by several threads.
 */
@FunctionalInterface
public interface ValueTest {
  /**
   * Keeps those of rows {@code selection[0 .. count)} of {@code vector}, which ascend, whose value
   * may be wanted, in place, and returns how many they are. No null is kept.
   */
  int refine(ColumnVector vector, int[] selection, int count);
}
