package io.moraine.engine.exec.pipeline;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.type.StructType;
import io.moraine.engine.exec.context.ExecutionContext;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The rows that a flow gives, to be pulled. Workers run ahead by a few batches; a single worker
 * does not run ahead at all.
 */
public final class ResultReader implements BatchReader {
  private static final int AHEAD_PER_WORKER = 4;

  private final ExecutionContext context;
  private final StructType schema;
  private final Supplier<Flow> makeFlow;
  private final Runnable onClose;
  private final ConcurrentLinkedQueue<ColumnBatch> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger queued = new AtomicInteger();
  private Flow flow;
  private Workers workers;
  private int capacity;
  private boolean drained;
  private boolean closed;

  /**
   * A reader of what {@code makeFlow} gives, which is called when the first batch is asked for;
   * {@code onClose} is run once.
   */
  public ResultReader(
      ExecutionContext context, StructType schema, Supplier<Flow> makeFlow, Runnable onClose) {
    this.context = context;
    this.schema = schema;
    this.makeFlow = makeFlow;
    this.onClose = onClose;
  }

  @Override
  public StructType schema() {
    return schema;
  }

  @Override
  public ColumnBatch next() {
    if (closed) {
      return null;
    }
    try {
      if (workers == null) {
        start();
      }
      ColumnBatch batch = take();
      if (batch == null) {
        close();
      }
      return batch;
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  private void start() {
    context.cancellation().check();
    flow = makeFlow.get();
    Branches branches = new Branches(flow);
    int count = Workers.count(context, flow);
    capacity = count == 1 ? 1 : AHEAD_PER_WORKER * count;
    workers =
        new Workers(
            context,
            count,
            () -> branches.worker(() -> this::offer),
            () -> queued.get() >= capacity);
  }

  // Another schema of the same columns costs nothing but a new batch.
  @SuppressWarnings("ReferenceEquality")
  private boolean offer(ColumnBatch batch, long position) {
    if (batch.rowCount() > 0) {
      queue.add(
          batch.schema() == schema
              ? batch
              : new ColumnBatch(schema, batch.rowCount(), batch.columns()));
      queued.incrementAndGet();
      workers.signal();
    }
    return true;
  }

  private ColumnBatch take() {
    while (true) {
      context.cancellation().check();
      workers.throwFailure();
      ColumnBatch batch = queue.poll();
      if (batch != null) {
        if (queued.decrementAndGet() < capacity) {
          workers.submitIdle(1);
        }
        return batch;
      }
      if (workers.isDone()) {
        if (!queue.isEmpty()) {
          continue;
        }
        workers.throwFailure();
        if (drained) {
          return null;
        }
        drained = true;
        flow.drain(this::offer);
      } else {
        workers.submitIdle(1);
        Workers.Task task = workers.takeOver();
        if (task != null) {
          workers.run(task);
        } else {
          workers.awaitChange(() -> !queue.isEmpty());
        }
      }
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      try {
        if (workers != null) {
          workers.close();
        }
      } finally {
        if (flow != null) {
          flow.close();
        }
        queue.clear();
        onClose.run();
      }
    }
  }
}
