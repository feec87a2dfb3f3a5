package io.moraine.jdbc;

import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * What a statement does at this moment, so that another thread can stop it: that thread's own work
 * is interrupted, which the engine takes for the wish to end.
 *
 * <p>The time that a statement may take is that which it works, from its start to its last row; how
 * long its caller looks at a row does not count.
 */
final class Running {
  private enum Stop {
    NONE,
    CANCELLED,
    TIMED_OUT
  }

  /** Interrupts what has taken too long; its thread is started by the first timeout. */
  private static final ScheduledThreadPoolExecutor TIMER = timer();

  private Thread thread;
  private Stop stop = Stop.NONE;
  private int limitSeconds;
  private long leftNanos;

  private static ScheduledThreadPoolExecutor timer() {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread daemon = new Thread(task, "moraine-jdbc-timeout");
              daemon.setDaemon(true);
              return daemon;
            });
    timer.setRemoveOnCancelPolicy(true);
    return timer;
  }

  /** A statement begins, which may work {@code seconds}; 0 for as long as it likes. */
  synchronized void begin(int seconds) {
    stop = Stop.NONE;
    limitSeconds = seconds;
    leftNanos = TimeUnit.SECONDS.toNanos(seconds);
  }

  /** The result of {@code work}, a part of the statement, unless it is stopped. */
  <T> T call(Callable<T> work) throws SQLException {
    long start = System.nanoTime();
    Future<?> timeout = enter();
    try {
      return work.call();
    } catch (SQLException e) {
      throw e;
    } catch (Exception e) {
      throw failure(e);
    } finally {
      if (timeout != null) {
        timeout.cancel(false);
      }
      leave(System.nanoTime() - start);
    }
  }

  private synchronized Future<?> enter() throws SQLException {
    if (stop != Stop.NONE) {
      throw failure(null);
    }
    if (thread != null) {
      throw new SQLException(
          "The statement is in use by %s: one statement is for one thread at a time"
              .formatted(thread.getName()),
          "HY010");
    }
    thread = Thread.currentThread();
    return limitSeconds == 0
        ? null
        : TIMER.schedule(() -> stop(Stop.TIMED_OUT), Math.max(1, leftNanos), TimeUnit.NANOSECONDS);
  }

  private synchronized void leave(long nanos) {
    thread = null;
    leftNanos -= nanos;
    if (stop != Stop.NONE) {
      // It was for the work that has ended.
      Thread.interrupted();
    }
  }

  /** Stops the statement, if there is one that has not ended. */
  void cancel() {
    stop(Stop.CANCELLED);
  }

  private synchronized void stop(Stop why) {
    if (stop == Stop.NONE) {
      stop = why;
      if (thread != null) {
        thread.interrupt();
      }
    }
  }

  private synchronized SQLException failure(Exception cause) {
    return switch (stop) {
      case NONE -> Failures.of(cause);
      case CANCELLED -> new SQLException("The statement was cancelled", Failures.CANCELLED, cause);
      case TIMED_OUT ->
          new SQLTimeoutException(
              "The statement took longer than its timeout of %d s".formatted(limitSeconds),
              Failures.CANCELLED,
              cause);
    };
  }
}
