package io.moraine.core.env;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Several tasks at once, on the environment's executor and in the caller's thread.
 *
 * <p>The caller takes part and waits only for tasks that another thread has begun, so that the work
 * ends with any executor: one that is busy for ever, one that runs tasks in the caller's thread,
 * and one whose own thread is the caller.
 */
public final class Parallel {
  /** Runs tasks one after the other, in the caller's thread. */
  public static final Parallel NONE = new Parallel(Runnable::run, 1);

  private final Executor executor;
  private final int parallelism;

  private Parallel(Executor executor, int parallelism) {
    this.executor = executor;
    this.parallelism = parallelism;
  }

  /** Runs as many tasks at once as {@code environment} says. */
  public static Parallel in(Environment environment) {
    return new Parallel(environment.executor(), environment.parallelism());
  }

  /** How many tasks run at once, at most. */
  public int parallelism() {
    return parallelism;
  }

  /** What runs the tasks. It may run others late or never: who hands it some does without them. */
  public Executor executor() {
    return executor;
  }

  /**
   * Calls {@code task} with each of {@code 0 .. count)}, beginning with the first, and returns when
   * all calls have. After one fails no other begins; its exception is thrown here.
   */
  public void forEach(int count, IntConsumer task) {
    Work work = new Work(count, task);
    int helpers = Math.min(count, parallelism) - 1;
    try {
      for (int i = 0; i < helpers; i++) {
        executor.execute(work::help);
      }
    } catch (RejectedExecutionException e) {
      // The caller's thread does the rest of it.
      work.run();
    }
    work.run();
    work.finish();
  }

  private static final class Work {
    private final int count;
    private final IntConsumer task;
    private final AtomicInteger next = new AtomicInteger();
    private int helping;
    private boolean closed;
    private Throwable failure;

    Work(int count, IntConsumer task) {
      this.count = count;
      this.task = task;
    }

    void help() {
      synchronized (this) {
        if (closed) {
          return;
        }
        helping++;
      }
      try {
        run();
      } finally {
        synchronized (this) {
          helping--;
          notifyAll();
        }
      }
    }

    void run() {
      try {
        for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
          task.accept(i);
        }
      } catch (RuntimeException | Error e) {
        next.set(count);
        synchronized (this) {
          failure = failure == null ? e : failure;
        }
      }
    }

    void finish() {
      boolean interrupted = false;
      Throwable thrown;
      synchronized (this) {
        closed = true;
        while (helping > 0) {
          try {
            wait();
          } catch (InterruptedException e) {
            // Tasks share the caller's state: leaving before they end would give it two owners.
            interrupted = true;
          }
        }
        thrown = failure;
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      if (thrown instanceof RuntimeException e) {
        throw e;
      } else if (thrown instanceof Error e) {
        throw e;
      }
    }
  }
}
