package io.moraine.log.changes;

import io.moraine.core.env.Environment;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One subscriber's way through its tail. */
final class TailSubscription<T> implements Flow.Subscription {
  private final Flow.Subscriber<? super T> subscriber;
  private final Supplier<? extends Tail<? extends T>> tails;
  private final Environment.Sleeper sleeper;
  private final Executor executor;
  private final long intervalMillis;

  private final AtomicLong demand = new AtomicLong();

  /**
   * How often it was scheduled since the task that runs began to look: 0 if none runs. The first
   * one is scheduled from the start, but runs when the subscriber knows of its subscription.
   */
  private final AtomicInteger scheduled = new AtomicInteger(1);

  private volatile @Nullable Throwable misuse;
  private volatile boolean done;

  /** Made by the first task, and used by one at a time. */
  private @Nullable Tail<? extends T> tail;

  TailSubscription(
      Flow.Subscriber<? super T> subscriber,
      Supplier<? extends Tail<? extends T>> tails,
      Environment.Sleeper sleeper,
      Executor executor,
      long intervalMillis) {
    this.subscriber = subscriber;
    this.tails = tails;
    this.sleeper = sleeper;
    this.executor = executor;
    this.intervalMillis = intervalMillis;
  }

  @Override
  public void request(long count) {
    if (count <= 0) {
      misuse =
          new IllegalArgumentException(
              "A subscriber must request 1 at least (§3.9 of Reactive Streams), got " + count);
    } else {
      demand.accumulateAndGet(count, (has, more) -> has + more < 0 ? Long.MAX_VALUE : has + more);
    }
    schedule();
  }

  @Override
  public void cancel() {
    done = true;
  }

  /** Sees to it that a task looks. */
  private void schedule() {
    if (!done && scheduled.getAndIncrement() == 0) {
      start();
    }
  }

  /** Runs the first task; only for after the subscriber was given the subscription. */
  void start() {
    try {
      executor.execute(this::run);
    } catch (RejectedExecutionException e) {
      fail(e);
    }
  }

  /** What a look came to. */
  private enum Look {
    /** Nothing is to be done until it is scheduled again. */
    SETTLED,
    /** There is demand for what is to come. */
    WAITING
  }

  private void run() {
    do {
      if (look() == Look.SETTLED) {
        return;
      }
    } while (isStillMine());
  }

  /**
   * Lets the executor's other tasks run before the next look; false if another task of its goes on.
   * An executor that runs tasks in the caller's thread would go deeper with each look.
   */
  private boolean isStillMine() {
    Hop hop = new Hop();
    try {
      executor.execute(hop);
    } catch (RejectedExecutionException e) {
      fail(e);
      return false;
    }
    hop.isOpen = false;
    return hop.wasInline;
  }

  private final class Hop implements Runnable {
    private final Thread from = Thread.currentThread();

    // Both are used by one thread only.
    private boolean isOpen = true;
    private boolean wasInline;

    @Override
    public void run() {
      if (Thread.currentThread() == from && isOpen) {
        wasInline = true;
      } else {
        TailSubscription.this.run();
      }
    }
  }

  private Look look() {
    try {
      int seen = scheduled.get();
      do {
        if (deliver() == Look.WAITING) {
          sleeper.sleep(intervalMillis);
          return Look.WAITING;
        }
        seen = scheduled.addAndGet(-seen);
      } while (seen != 0);
      return Look.SETTLED;
    } catch (RuntimeException | Error e) {
      fail(e);
      if (e instanceof Error error) {
        throw error;
      }
      return Look.SETTLED;
    }
  }

  private Look deliver() {
    while (!done) {
      Throwable wrong = misuse;
      if (wrong != null) {
        fail(wrong);
        break;
      }
      Tail<? extends T> opened = tail;
      if (opened == null) {
        opened = tails.get();
        tail = opened;
      }
      if (opened.isEnded()) {
        done = true;
        subscriber.onComplete();
        break;
      }
      if (demand.get() == 0) {
        break;
      }
      Optional<? extends T> item = opened.next();
      if (item.isEmpty()) {
        return Look.WAITING;
      }
      demand.getAndUpdate(has -> has == Long.MAX_VALUE ? has : has - 1);
      if (!done) {
        onNext(item.get());
      }
    }
    return Look.SETTLED;
  }

  /** A subscriber that throws is not called again, and its error is not the tail's. */
  private void onNext(T item) {
    try {
      subscriber.onNext(item);
    } catch (RuntimeException | Error e) {
      done = true;
      throw e;
    }
  }

  private void fail(Throwable cause) {
    if (!done) {
      done = true;
      subscriber.onError(cause);
    }
  }
}
