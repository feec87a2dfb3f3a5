package io.moraine.engine.exec.context;

import java.util.concurrent.atomic.LongAdder;

/** What one operator of a plan has done so far. Safe for use by several threads at once. */
public final class OperatorMetrics {
  private final LongAdder rows = new LongAdder();
  private final LongAdder batches = new LongAdder();

  OperatorMetrics() {}

  /** Counts a batch of {@code batchRows} rows that the operator gave. */
  public void add(int batchRows) {
    rows.add(batchRows);
    batches.increment();
  }

  /** How many rows it gave. */
  public long rows() {
    return rows.sum();
  }

  /** In how many batches. */
  public long batches() {
    return batches.sum();
  }
}
