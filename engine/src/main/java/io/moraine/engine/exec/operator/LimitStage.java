package io.moraine.engine.exec.operator;

import io.moraine.engine.exec.pipeline.BatchSink;
import io.moraine.engine.exec.pipeline.Stage;
import java.util.concurrent.atomic.AtomicLong;

/** Lets through at most some rows, after skipping some; counted over all workers. */
public final class LimitStage implements Stage {
  private final long from;
  private final long to;
  private final AtomicLong seen = new AtomicLong();

  /** The first {@code limit} rows after {@code offset}. */
  public LimitStage(long limit, long offset) {
    this.from = offset;
    this.to = limit > Long.MAX_VALUE - offset ? Long.MAX_VALUE : offset + limit;
  }

  @Override
  public BatchSink worker(BatchSink next) {
    return (batch, position) -> {
      int rows = batch.rowCount();
      // Tested first, so that the counter cannot wrap around.
      if (seen.get() >= to) {
        return false;
      }
      long first = seen.getAndAdd(rows);
      int start = (int) Math.min(rows, Math.max(0, from - first));
      int end = (int) Math.min(rows, Math.max(0, to - first));
      boolean more = start >= end || next.accept(batch.slice(start, end), position);
      return more && first + rows < to;
    };
  }
}
