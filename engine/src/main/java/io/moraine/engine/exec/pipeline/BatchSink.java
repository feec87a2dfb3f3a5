package io.moraine.engine.exec.pipeline;

import io.moraine.core.batch.ColumnBatch;

/** Takes batches, for one worker. */
@FunctionalInterface
public interface BatchSink {
  /** The position of rows that come after all of a source. */
  long END = Long.MAX_VALUE;

  /**
   * Takes {@code batch}, which came from {@code position} of the source: positions order the rows
   * of a pipeline as a single worker would meet them; batches of one position come in order.
   *
   * @return whether further batches are wanted
   */
  boolean accept(ColumnBatch batch, long position);
}
