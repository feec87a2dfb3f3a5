package io.moraine.core.function;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;

/**
 * What a statement's expressions may know of the world.
 *
 * @param now when the statement began: what {@code current_timestamp} gives, everywhere in it
 * @param zone the session's time zone, in which timestamps are shown and split into fields
 */
public record EvaluationContext(Instant now, ZoneId zone) {
  /** For expressions that depend on neither: 1970 in UTC. */
  public static final EvaluationContext UTC = new EvaluationContext(Instant.EPOCH, ZoneOffset.UTC);

  public EvaluationContext {
    Objects.requireNonNull(now, "now");
    Objects.requireNonNull(zone, "zone");
  }

  /** Microseconds since 1970-01-01T00:00Z at {@link #now}. */
  public long nowMicros() {
    return Math.addExact(
        Math.multiplyExact(now.getEpochSecond(), 1_000_000L), now.getNano() / 1000);
  }
}
