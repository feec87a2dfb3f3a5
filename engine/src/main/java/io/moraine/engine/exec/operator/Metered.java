package io.moraine.engine.exec.operator;

import io.moraine.engine.exec.context.OperatorMetrics;
import io.moraine.engine.exec.pipeline.BatchSink;
import io.moraine.engine.exec.pipeline.Stage;

/** Counts what passes. */
public record Metered(OperatorMetrics metrics) implements Stage {
  @Override
  public BatchSink worker(BatchSink next) {
    return (batch, position) -> {
      metrics.add(batch.rowCount());
      return next.accept(batch, position);
    };
  }
}
