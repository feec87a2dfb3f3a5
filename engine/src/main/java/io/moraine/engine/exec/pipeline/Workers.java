package io.moraine.engine.exec.pipeline;

import io.moraine.engine.exec.context.ExecutionContext;
import io.moraine.engine.exec.context.QueryCancelledException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * Several workers on one piece of work, on the environment's executor and in the caller's thread.
 *
 * <p>The caller takes part, and takes over what the executor has not begun: the work ends with any
 * executor, also one that runs tasks in the caller's thread or that is busy for ever. A worker
 * never waits in a thread of the executor; one that is held up leaves it and is handed over again
 * later.
 */
public final class Workers implements AutoCloseable {
  /** Work in small steps. */
  @FunctionalInterface
  public interface Worker {
    /** Does a step, and tells whether there may be another. */
    boolean step();
  }

  private enum State {
    IDLE,
    SUBMITTED,
    RUNNING,
    DONE
  }

  static final class Task {
    private State state = State.IDLE;
    private Worker worker;
  }

  private final ExecutionContext context;
  private final Supplier<Worker> makeWorker;
  private final BooleanSupplier heldUp;
  private final List<Task> tasks = new ArrayList<>();
  private boolean stopped;
  private boolean interrupted;
  private Throwable failure;

  /**
   * {@code count} workers, made by {@code makeWorker} in the threads that first run them; while
   * {@code heldUp} they do no steps.
   */
  Workers(
      ExecutionContext context, int count, Supplier<Worker> makeWorker, BooleanSupplier heldUp) {
    this.context = context;
    this.makeWorker = makeWorker;
    this.heldUp = heldUp;
    for (int i = 0; i < count; i++) {
      tasks.add(new Task());
    }
  }

  /** How many workers {@code flow} is worth. */
  static int count(ExecutionContext context, Flow flow) {
    return Math.min(context.environment().parallelism(), flow.usefulWorkers());
  }

  /** Leads all of {@code flow} into {@code sink}, and closes the flow. */
  public static void run(ExecutionContext context, Flow flow, Sink sink) {
    try {
      Branches branches = new Branches(flow);
      try (Workers workers =
          new Workers(context, count(context, flow), () -> branches.worker(sink), () -> false)) {
        workers.runToEnd();
      }
      flow.drain(sink.worker());
    } finally {
      flow.close();
    }
  }

  /** Calls {@code task} with each of {@code 0 .. count)}, several at once. */
  public static void forEach(ExecutionContext context, int count, IntConsumer task) {
    AtomicInteger next = new AtomicInteger();
    Worker worker =
        () -> {
          int index = next.getAndIncrement();
          if (index < count) {
            task.accept(index);
          }
          return index + 1 < count;
        };
    int workers = Math.min(count, context.environment().parallelism());
    try (Workers all = new Workers(context, workers, () -> worker, () -> false)) {
      all.runToEnd();
    }
  }

  private void runToEnd() {
    submitIdle(1);
    Task task = takeOver();
    while (task != null) {
      run(task);
      task = takeOver();
    }
    awaitRunning();
    throwFailure();
  }

  /** Hands idle workers to the executor, all but the first {@code kept}. */
  void submitIdle(int kept) {
    Deque<Task> idle = new ArrayDeque<>();
    synchronized (this) {
      for (Task task : tasks.subList(Math.min(kept, tasks.size()), tasks.size())) {
        if (task.state == State.IDLE && !stopped) {
          task.state = State.SUBMITTED;
          idle.add(task);
        }
      }
    }
    try {
      for (Task task : idle) {
        context.environment().executor().execute(() -> runIfSubmitted(task));
      }
    } catch (RejectedExecutionException e) {
      // The caller's thread takes over what nobody has begun.
      return;
    }
  }

  /** A worker that no thread runs, made this thread's; null if there is none. */
  synchronized Task takeOver() {
    for (Task task : tasks) {
      if (task.state == State.IDLE || task.state == State.SUBMITTED) {
        task.state = State.RUNNING;
        return task;
      }
    }
    return null;
  }

  private void runIfSubmitted(Task task) {
    synchronized (this) {
      if (task.state != State.SUBMITTED) {
        return;
      }
      task.state = State.RUNNING;
    }
    run(task);
  }

  /** Runs a worker until it is done or held up. */
  void run(Task task) {
    State left = State.DONE;
    try {
      if (task.worker == null && !isStopped()) {
        task.worker = makeWorker.get();
      }
      boolean more = true;
      while (more && !isStopped()) {
        context.cancellation().check();
        if (heldUp.getAsBoolean()) {
          left = State.IDLE;
          return;
        }
        more = task.worker.step();
      }
    } catch (RuntimeException | Error e) {
      fail(unlessCancelled(e));
    } finally {
      leave(task, left);
    }
  }

  /** An interrupt breaks off what a thread reads or writes: that is no failure of its own. */
  private Throwable unlessCancelled(Throwable problem) {
    try {
      context.cancellation().check();
      return problem;
    } catch (QueryCancelledException cancelled) {
      if (problem != cancelled) {
        cancelled.addSuppressed(problem);
      }
      return cancelled;
    }
  }

  private synchronized boolean isStopped() {
    return stopped;
  }

  private synchronized void fail(Throwable problem) {
    failure = failure == null ? problem : failure;
    stopped = true;
  }

  private synchronized void leave(Task task, State state) {
    task.state = state;
    notifyAll();
  }

  /** Whether all workers are done. */
  synchronized boolean isDone() {
    return tasks.stream().allMatch(task -> task.state == State.DONE);
  }

  private void awaitRunning() {
    awaitWhile(this::isRunning);
  }

  private synchronized boolean isRunning() {
    return tasks.stream().anyMatch(task -> task.state == State.RUNNING);
  }

  /** Waits while some worker runs and nothing has come of it, as {@code unless} tells. */
  void awaitChange(BooleanSupplier unless) {
    awaitWhile(() -> isRunning() && !unless.getAsBoolean());
  }

  private synchronized void awaitWhile(BooleanSupplier condition) {
    while (condition.getAsBoolean()) {
      try {
        wait();
      } catch (InterruptedException e) {
        // Workers end at their next batch; who waits for them must not leave before.
        context.cancellation().cancel();
        interrupted = true;
      }
    }
  }

  /** Tells a thread that waits that something has happened. */
  synchronized void signal() {
    notifyAll();
  }

  /** Throws the first failure of a worker, if there is one. */
  synchronized void throwFailure() {
    if (interrupted) {
      interrupted = false;
      Thread.currentThread().interrupt();
    }
    if (failure instanceof RuntimeException e) {
      throw e;
    } else if (failure instanceof Error e) {
      throw e;
    }
  }

  /** Stops all workers and waits until none runs. */
  @Override
  public void close() {
    synchronized (this) {
      stopped = true;
      for (Task task : tasks) {
        if (task.state != State.RUNNING) {
          task.state = State.DONE;
        }
      }
    }
    awaitRunning();
  }
}
