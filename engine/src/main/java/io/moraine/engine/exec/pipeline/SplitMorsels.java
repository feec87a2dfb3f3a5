package io.moraine.engine.exec.pipeline;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.engine.physical.ScanSplit;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The batches of a source's splits. Each worker opens splits of its own as long as there are any;
 * then it helps others with theirs, taking batches from their readers in turn.
 */
public final class SplitMorsels implements MorselSource {
  /** Position = split and batch; 2^24 batches a split are more than any file has. */
  private static final int BATCH_BITS = 24;

  private final List<ScanSplit> splits;
  private final AtomicInteger nextSplit = new AtomicInteger();
  private final List<SharedReader> open = new CopyOnWriteArrayList<>();
  private volatile boolean closed;

  /** The batches of {@code splits}, in that order for a single worker. */
  public SplitMorsels(List<ScanSplit> splits) {
    this.splits = List.copyOf(splits);
  }

  @Override
  public Cursor worker() {
    return new SplitCursor();
  }

  @Override
  public int usefulWorkers() {
    return splits.isEmpty() ? 1 : Integer.MAX_VALUE;
  }

  private final class SplitCursor implements Cursor {
    private SharedReader current;

    @Override
    public Progress advance(BatchSink sink) {
      while (!closed) {
        if (current == null) {
          current = openNext();
        }
        if (current == null) {
          return Progress.EXHAUSTED;
        }
        Taken taken = current.take();
        if (taken != null) {
          return sink.accept(taken.batch, taken.position) ? Progress.MORE : Progress.SATISFIED;
        }
        open.remove(current);
        current = null;
      }
      return Progress.EXHAUSTED;
    }

    private SharedReader openNext() {
      int split = nextSplit.get() >= splits.size() ? splits.size() : nextSplit.getAndIncrement();
      if (split < splits.size()) {
        SharedReader reader = new SharedReader(splits.get(split), split);
        open.add(reader);
        return reader;
      }
      for (SharedReader reader : open) {
        return reader;
      }
      return null;
    }
  }

  /** A batch and where it came from. */
  private record Taken(ColumnBatch batch, long position) {}

  /** One split's reader, used by one worker at a time. */
  private static final class SharedReader {
    private final ScanSplit split;
    private final long ordinal;
    private BatchReader reader;
    private boolean ended;
    private long batches;

    SharedReader(ScanSplit split, int ordinal) {
      this.split = split;
      this.ordinal = ordinal;
    }

    /** The next batch, or null after the last. */
    synchronized Taken take() {
      if (ended) {
        return null;
      }
      ColumnBatch batch = next();
      if (batch == null) {
        end();
        return null;
      }
      return new Taken(batch, ordinal << BATCH_BITS | batches++);
    }

    /** The reader's next batch; after a failure nobody else may go on in the middle of it. */
    private ColumnBatch next() {
      try {
        if (reader == null) {
          reader = split.open();
        }
        return reader.next();
      } catch (RuntimeException | Error e) {
        try {
          end();
        } catch (RuntimeException closing) {
          e.addSuppressed(closing);
        }
        throw e;
      }
    }

    /** Closes the reader; again does nothing. */
    synchronized void end() {
      ended = true;
      if (reader != null) {
        reader.close();
        reader = null;
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    for (SharedReader reader : open) {
      reader.end();
    }
    open.clear();
  }
}
