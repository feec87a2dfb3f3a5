package io.moraine.engine.exec.pipeline;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.engine.exec.memory.MemoryExhaustedException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.IntFunction;

/**
 * Partitions that are computed when a worker takes them, each by one worker, batch by batch.
 *
 * <p>Where the memory does not hold what several workers compute at once, a worker that found no
 * room leaves its partition to the others and ends: only a partition that has no room by itself
 * fails.
 */
public final class PartitionMorsels implements MorselSource {
  /** Position = partition and batch. */
  private static final int BATCH_BITS = 24;

  private final int count;
  private final IntFunction<Part> parts;

  /** Found no room beside others. */
  private final Queue<Integer> postponed = new ArrayDeque<>();

  private int next;

  /** How many partitions workers have now. */
  private int open;

  /** The rows of a partition. For one thread. */
  public interface Part extends AutoCloseable {
    /** The next batch, null after the last. */
    ColumnBatch next();

    /** Gives back what the partition held. */
    @Override
    void close();
  }

  /**
   * Partitions {@code 0 .. count)}, in any order.
   *
   * @param parts computes a partition; if it throws, it holds nothing and may be asked again
   */
  public PartitionMorsels(int count, IntFunction<Part> parts) {
    this.count = count;
    this.parts = parts;
  }

  @Override
  public Cursor worker() {
    return new PartitionCursor();
  }

  /** A partition that nobody has, now the caller's; -1 if there is none. */
  private synchronized int take() {
    if (next == count && postponed.isEmpty()) {
      return -1;
    }
    open++;
    return next < count ? next++ : postponed.remove();
  }

  private synchronized void done() {
    open--;
  }

  /** Leaves {@code partition} to the other workers; false if there are none that have one. */
  private synchronized boolean postpone(int partition) {
    open--;
    return open > 0 && postponed.add(partition);
  }

  private final class PartitionCursor implements Cursor {
    private Part part;
    private long position;

    @Override
    public Progress advance(BatchSink sink) {
      while (true) {
        if (part == null) {
          int index = take();
          if (index < 0) {
            return Progress.EXHAUSTED;
          }
          try {
            part = parts.apply(index);
          } catch (MemoryExhaustedException e) {
            if (postpone(index)) {
              return Progress.EXHAUSTED;
            }
            throw e;
          }
          position = (long) index << BATCH_BITS;
        }
        ColumnBatch batch = part.next();
        if (batch != null) {
          return sink.accept(batch, position++) ? Progress.MORE : Progress.SATISFIED;
        }
        part.close();
        part = null;
        done();
      }
    }
  }

  @Override
  public int usefulWorkers() {
    return count;
  }

  /** Parts in the middle give back what they hold with the query. */
  @Override
  public void close() {}
}
