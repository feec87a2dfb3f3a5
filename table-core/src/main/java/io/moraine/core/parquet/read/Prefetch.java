package io.moraine.core.parquet.read;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Has ranges read by other threads before they are needed, in order, as long as those that were
 * begun and not yet given up come to a limited number of bytes.
 */
final class Prefetch {
  private final Optional<Executor> executor;
  private final long mostBytes;
  private final Deque<ByteRange> waiting = new ArrayDeque<>();
  private long begunBytes;

  Prefetch(Optional<Executor> executor, long mostBytes) {
    this.executor = executor;
    this.mostBytes = mostBytes;
  }

  /** Forgets all ranges, and begins with those of the next row group. */
  void restart(Collection<ByteRange> ranges) {
    waiting.clear();
    begunBytes = 0;
    if (executor.isPresent()) {
      waiting.addAll(ranges);
      begin();
    }
  }

  /** Notes that a range was given up, which makes room for others. */
  void leave(ByteRange range) {
    if (executor.isPresent()) {
      begunBytes -= waiting.remove(range) ? 0 : range.length();
      begin();
    }
  }

  private void begin() {
    // One at least: a range may be larger than all together should be.
    while (!waiting.isEmpty()
        && (begunBytes <= 0 || begunBytes + waiting.element().length() <= mostBytes)) {
      ByteRange next = waiting.remove();
      begunBytes += next.length();
      try {
        executor.orElseThrow().execute(next::fetch);
      } catch (RejectedExecutionException e) {
        // The reader reads it when it needs it.
        return;
      }
    }
  }
}
