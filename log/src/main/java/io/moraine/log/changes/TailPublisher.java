package io.moraine.log.changes;

import io.moraine.core.env.Environment;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.Supplier;

/**
 * Publishes what a tail gives, to each subscriber from a tail of its own: each gets all of it, in
 * order and once, and at its own pace.
 *
 * <p>A subscriber is called by tasks of an executor, by one at a time. While a subscriber waits for
 * what is to come, a task of its own sleeps for an interval, looks, and makes room for others in
 * between; without demand there is none. A tail's error is the subscriber's. Without an executor's
 * threads, {@code request} runs the subscriber and waits in the caller's thread.
 *
 * @param <T> what is published
 */
public final class TailPublisher<T> implements Flow.Publisher<T> {
  private final Supplier<? extends Tail<? extends T>> tails;
  private final Environment.Sleeper sleeper;
  private final Executor executor;
  private final long intervalMillis;

  /**
   * A publisher of what {@code tails} give.
   *
   * @param tails makes a subscriber's tail, from the start
   * @param sleeper waits between looks
   * @param executor runs the subscribers
   * @param intervalMillis how long to wait
   */
  public TailPublisher(
      Supplier<? extends Tail<? extends T>> tails,
      Environment.Sleeper sleeper,
      Executor executor,
      long intervalMillis) {
    this.tails = tails;
    this.sleeper = sleeper;
    this.executor = executor;
    this.intervalMillis = intervalMillis;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super T> subscriber) {
    Objects.requireNonNull(subscriber, "subscriber");
    TailSubscription<T> subscription =
        new TailSubscription<>(subscriber, tails, sleeper, executor, intervalMillis);
    subscriber.onSubscribe(subscription);
    subscription.start();
  }
}
