package io.moraine.engine.exec.pipeline;

import io.moraine.core.batch.ColumnBatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** Partitions that are computed when a worker takes them, each by one worker, batch by batch. */
public final class PartitionMorsels implements MorselSource {
  /** Position = partition and batch. */
  private static final int BATCH_BITS = 24;

  private final int count;
  private final IntFunction<Part> parts;
  private final AtomicInteger next = new AtomicInteger();

  /** The rows of a partition. For one thread. */
  public interface Part extends AutoCloseable {
    /** The next batch, null after the last. */
    ColumnBatch next();

    /** Gives back what the partition held. */
    @Override
    void close();
  }

  /** Partitions {@code 0 .. count)}, in any order. */
  public PartitionMorsels(int count, IntFunction<Part> parts) {
    this.count = count;
    this.parts = parts;
  }

  @Override
  public Cursor worker() {
    return new PartitionCursor();
  }

  private final class PartitionCursor implements Cursor {
    private Part part;
    private long position;

    @Override
    public Progress advance(BatchSink sink) {
      while (true) {
        if (part == null) {
          int index = next.get() >= count ? count : next.getAndIncrement();
          if (index >= count) {
            return Progress.EXHAUSTED;
          }
          part = parts.apply(index);
          position = (long) index << BATCH_BITS;
        }
        ColumnBatch batch = part.next();
        if (batch != null) {
          return sink.accept(batch, position++) ? Progress.MORE : Progress.SATISFIED;
        }
        part.close();
        part = null;
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
