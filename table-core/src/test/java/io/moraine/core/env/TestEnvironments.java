package io.moraine.core.env;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Environments for tests: the same on each run. */
public final class TestEnvironments {
  private TestEnvironments() {}

  /** One thread, ids and jitter from a fixed seed, a clock that stands at 2026-01-02T03:04:05Z. */
  public static Environment serial() {
    return serial(Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC));
  }

  /** As {@link #serial()}, with another clock. Waiting takes no time. */
  public static Environment serial(Clock clock) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(42);
    return new Environment(
        clock,
        () -> {
          synchronized (random) {
            return new UUID(random.nextLong(), random.nextLong());
          }
        },
        random,
        millis -> {},
        Runnable::run,
        1);
  }
}
