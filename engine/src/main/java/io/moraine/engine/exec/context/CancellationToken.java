package io.moraine.engine.exec.context;

/** Tells a running query to stop. Safe for use by several threads at once. */
public final class CancellationToken {
  private volatile boolean cancelled;

  /** Asks the query to stop; it does so at its next batch. */
  public void cancel() {
    cancelled = true;
  }

  /** Whether the query was asked to stop. */
  public boolean isCancelled() {
    return cancelled;
  }

  /**
   * Returns if the query may go on. An interrupt of the thread asks it to stop, too.
   *
   * @throws QueryCancelledException if it was asked to stop
   */
  public void check() {
    if (Thread.currentThread().isInterrupted()) {
      cancelled = true;
    }
    if (cancelled) {
      throw new QueryCancelledException();
    }
  }
}
