package io.moraine.engine.exec.pipeline;

/** A step of a pipeline that turns each batch into none, one or several. */
@FunctionalInterface
public interface Stage {
  /** One worker's part of the step, which gives its batches to {@code next}. */
  BatchSink worker(BatchSink next);

  /** Gives {@code next} the rows that are only known once all input was seen; called once. */
  default void drain(BatchSink next) {}
}
