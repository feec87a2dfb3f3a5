package io.moraine.compaction;

import io.moraine.core.env.Environment;
import io.moraine.core.error.MoraineException;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Independent tasks, run on an environment's executor and in the caller's thread. The caller does
 * what the executor does not begin, so that all end with any executor.
 */
final class Tasks {
  private final Environment environment;
  private final List<Runnable> tasks;
  private int next;
  private int running;
  private @Nullable Throwable failure;

  private Tasks(Environment environment, List<Runnable> tasks) {
    this.environment = environment;
    this.tasks = List.copyOf(tasks);
  }

  /**
   * Runs {@code tasks}, as many at once as the environment allows. After a failure, or if the
   * caller's thread is interrupted, no further ones begin.
   *
   * <p>Returns or throws only once none runs; throws the first failure, or that it was interrupted.
   */
  static void run(Environment environment, List<Runnable> tasks) {
    new Tasks(environment, tasks).run();
  }

  private void run() {
    int others = Math.min(environment.parallelism(), tasks.size()) - 1;
    try {
      for (int i = 0; i < others; i++) {
        environment.executor().execute(this::work);
      }
    } catch (RejectedExecutionException e) {
      // The caller's thread does all that is left.
      others = 0;
    }
    work();
    Throwable problem = await();
    if (problem instanceof Error error) {
      throw error;
    } else if (problem instanceof RuntimeException exception) {
      throw exception;
    }
  }

  private void work() {
    for (Runnable task = begin(); task != null; task = begin()) {
      Throwable problem = null;
      try {
        task.run();
      } catch (RuntimeException | Error e) {
        problem = e;
      }
      end(problem);
    }
  }

  private synchronized @Nullable Runnable begin() {
    if (failure != null || next == tasks.size()) {
      return null;
    }
    running++;
    return tasks.get(next++);
  }

  private synchronized void end(@Nullable Throwable problem) {
    failure = failure == null ? problem : failure;
    running--;
    notifyAll();
  }

  private synchronized @Nullable Throwable await() {
    boolean interrupted = false;
    while (running > 0) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
        failure =
            failure == null
                ? new MoraineException("Interrupted while tasks were running")
                : failure;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return failure;
  }
}
