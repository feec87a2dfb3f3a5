package io.moraine.engine.exec.pipeline;

import io.moraine.core.batch.ColumnBatch;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;

/** Batches that can be had by number, made when they are taken. */
public final class IndexedMorsels implements MorselSource {
  /** Whether the order of batches must be kept. */
  public enum Order {
    /** They are sorted: one worker takes them all. */
    SORTED,
    /** Workers may take them as they like. */
    ANY
  }

  private final int count;
  private final IntFunction<ColumnBatch> batches;
  private final Order order;
  private final AtomicInteger next = new AtomicInteger();

  /** The worker that has begun with sorted batches: it alone goes on with them. */
  private final AtomicReference<Object> owner = new AtomicReference<>();

  /** Batches {@code 0 .. count)}; {@code batches} is called by several threads unless sorted. */
  public IndexedMorsels(int count, Order order, IntFunction<ColumnBatch> batches) {
    this.count = count;
    this.order = order;
    this.batches = batches;
  }

  /** The batches of {@code list}, in any order. */
  public static IndexedMorsels of(List<ColumnBatch> list) {
    return new IndexedMorsels(list.size(), Order.ANY, list::get);
  }

  @Override
  public Cursor worker() {
    Object self = new Object();
    return sink -> {
      if (order == Order.SORTED && !owner.compareAndSet(null, self) && owner.get() != self) {
        return Progress.EXHAUSTED;
      }
      // Tested first, so that the counter cannot wrap around.
      int index = next.get() >= count ? count : next.getAndIncrement();
      if (index >= count) {
        return Progress.EXHAUSTED;
      }
      return sink.accept(batches.apply(index), index) ? Progress.MORE : Progress.SATISFIED;
    };
  }

  @Override
  public int usefulWorkers() {
    return order == Order.SORTED ? 1 : Math.max(1, count);
  }

  @Override
  public void close() {}
}
