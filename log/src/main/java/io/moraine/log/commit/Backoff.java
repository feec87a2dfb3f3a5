package io.moraine.log.commit;

import io.moraine.core.env.Environment;

/**
 * How long to wait before an attempt is repeated: a random time below a bound that doubles.
 *
 * @param firstMillis the bound before the second attempt
 * @param maxMillis what the bound grows to
 * @param maxAttempts how many attempts are made in all, at least 1
 */
public record Backoff(long firstMillis, long maxMillis, int maxAttempts) {
  public Backoff {
    if (firstMillis < 0 || maxMillis < firstMillis || maxAttempts < 1) {
      throw new IllegalArgumentException(
          "Back-off needs 0 <= first <= max and an attempt, got %d ms, %d ms, %d attempts"
              .formatted(firstMillis, maxMillis, maxAttempts));
    }
  }

  /** Waits after {@code attempts} attempts, at least 1, have failed. */
  public void pause(int attempts, Environment environment) {
    long bound = Math.min(maxMillis, firstMillis << Math.min(attempts - 1, 30));
    if (bound > 0) {
      environment.sleeper().sleep(environment.random().nextLong(bound) + 1);
    }
  }
}
