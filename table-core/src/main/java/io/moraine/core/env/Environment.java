package io.moraine.core.env;

import java.time.Clock;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * The world as the library sees it.
 *
 * @param clock the current time, and the time zone of a session
 * @param ids fresh unique ids, for file names and transactions
 * @param random jitter of retries; never used where an answer depends on it
 * @param sleeper how to wait
 * @param executor runs tasks of a parallel operation; it may run them in the caller's thread
 * @param parallelism how many tasks an operation hands to {@code executor} at once, at least 1
 */
public record Environment(
    Clock clock,
    Supplier<UUID> ids,
    RandomGenerator random,
    Sleeper sleeper,
    Executor executor,
    int parallelism) {

  /** Waits for a while. */
  @FunctionalInterface
  public interface Sleeper {
    /**
     * Returns after {@code millis} milliseconds.
     *
     * @throws io.moraine.core.error.MoraineException if interrupted; the thread stays marked so
     */
    void sleep(long millis);
  }

  public Environment {
    Objects.requireNonNull(clock, "clock");
    Objects.requireNonNull(ids, "ids");
    Objects.requireNonNull(random, "random");
    Objects.requireNonNull(sleeper, "sleeper");
    Objects.requireNonNull(executor, "executor");
    if (parallelism < 1) {
      throw new IllegalArgumentException(
          "Parallelism needs to be at least 1, got %d".formatted(parallelism));
    }
  }

  /** Milliseconds since 1970-01-01T00:00Z. */
  public long nowMillis() {
    return clock.millis();
  }

  /** A fresh id, in the form {@code 8-4-4-4-12} hexadecimal digits. */
  public String newId() {
    return ids.get().toString();
  }
}
