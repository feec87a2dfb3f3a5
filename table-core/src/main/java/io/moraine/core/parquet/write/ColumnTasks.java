package io.moraine.core.parquet.write;

import io.moraine.core.env.Parallel;
import java.util.function.IntConsumer;

/**
 * Work on each of a file's columns, several at once.
 *
 * <p>What comes of it does not depend on who is first: all columns are worked on even if one fails,
 * and of several failures the one of the lowest column is thrown.
 */
final class ColumnTasks {
  private final Parallel parallel;
  private final int count;
  private final int[] order;
  private final RuntimeException[] failures;

  ColumnTasks(Parallel parallel, int count) {
    this.parallel = parallel;
    this.count = count;
    this.order = new int[count];
    this.failures = new RuntimeException[count];
    for (int i = 0; i < count; i++) {
      order[i] = i;
    }
  }

  /** Has the columns with most bytes begun first, so that none of them is left to the end. */
  void largestFirst(long[] bytes) {
    for (int i = 1; i < count; i++) {
      int column = order[i];
      int at = i;
      while (at > 0 && bytes[order[at - 1]] < bytes[column]) {
        order[at] = order[at - 1];
        at--;
      }
      order[at] = column;
    }
  }

  /** Calls {@code task} with each column, one after the other. */
  void inTurn(IntConsumer task) {
    for (int i = 0; i < count; i++) {
      task.accept(i);
    }
  }

  /** Calls {@code task} with each column, and returns when all calls have. */
  void atOnce(IntConsumer task) {
    if (parallel.parallelism() == 1) {
      inTurn(task);
      return;
    }
    parallel.forEach(count, i -> attempt(order[i], task));
    for (RuntimeException failure : failures) {
      if (failure != null) {
        throw failure;
      }
    }
  }

  private void attempt(int column, IntConsumer task) {
    try {
      task.accept(column);
    } catch (RuntimeException e) {
      failures[column] = e;
    }
  }
}
