package io.moraine;

import io.moraine.core.env.Environment;
import io.moraine.core.error.MoraineException;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/**
 * The real world: the system's clock, random ids, and threads.
 *
 * <p>The one place where Moraine reaches for them; everything below takes an {@link Environment}.
 */
public final class SystemEnvironment {
  private SystemEnvironment() {}

  /**
   * The environment that tables use unless they are given another: the system's clock with times in
   * UTC, and as many daemon threads as there are processors, started when first needed.
   */
  public static Environment shared() {
    return Shared.ENVIRONMENT;
  }

  private static final class Shared {
    static final Environment ENVIRONMENT = create(Runtime.getRuntime().availableProcessors());
  }

  /** As {@link #shared()}, with {@code parallelism} threads of its own. */
  public static Environment create(int parallelism) {
    AtomicInteger started = new AtomicInteger();
    ExecutorService threads =
        Executors.newFixedThreadPool(
            parallelism,
            task -> {
              Thread thread = new Thread(task, "moraine-" + started.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    // A generator that any thread may use.
    RandomGenerator random = () -> ThreadLocalRandom.current().nextLong();
    return new Environment(
        Clock.systemUTC(),
        UUID::randomUUID,
        random,
        SystemEnvironment::sleep,
        threads,
        parallelism);
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MoraineException("Interrupted while waiting", e);
    }
  }
}
