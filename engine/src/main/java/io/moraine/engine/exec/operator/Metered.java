package io.moraine.engine.exec.operator;

import io.moraine.engine.exec.context.CancellationToken;
import io.moraine.engine.exec.context.OperatorMetrics;
import io.moraine.engine.exec.pipeline.BatchSink;
import io.moraine.engine.exec.pipeline.Stage;

/**
 * Counts what passes, and lets nothing pass once the query is to stop: one batch of a join may
 * become millions, of which each passes here.
 */
public record Metered(OperatorMetrics metrics, CancellationToken cancellation) implements Stage {
  @Override
  public BatchSink worker(BatchSink next) {
    return (batch, position) -> {
      cancellation.check();
      metrics.add(batch.rowCount());
      return next.accept(batch, position);
    };
  }
}
