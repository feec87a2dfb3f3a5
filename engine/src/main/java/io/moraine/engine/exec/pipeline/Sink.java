package io.moraine.engine.exec.pipeline;

/** Where a pipeline ends. */
@FunctionalInterface
public interface Sink {
  /** One worker's part of it; called by each worker in its own thread. */
  BatchSink worker();
}
