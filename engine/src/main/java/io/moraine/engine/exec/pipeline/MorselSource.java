package io.moraine.engine.exec.pipeline;

/** Where a pipeline begins: batches that workers take one by one. */
public interface MorselSource extends AutoCloseable {
  /** What an attempt to take a batch came to. */
  enum Progress {
    /** A batch was given and more are wanted. */
    MORE,
    /** There are no more batches. */
    EXHAUSTED,
    /** A batch was given and no more are wanted. */
    SATISFIED
  }

  /** One worker's view of the source. */
  @FunctionalInterface
  interface Cursor {
    /** Gives the next batch that no other worker has taken to {@code sink}, if there is one. */
    Progress advance(BatchSink sink);
  }

  /** A view for one worker. */
  Cursor worker();

  /** How many workers can be of use at once, 1 if rows must come in order. */
  int usefulWorkers();

  /** Gives up what is open; more than once is harmless. */
  @Override
  void close();
}
