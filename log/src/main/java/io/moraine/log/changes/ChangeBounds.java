package io.moraine.log.changes;

import java.util.Objects;
import java.util.Optional;

/**
 * Which versions' changes are wanted.
 *
 * @param from the start, included
 * @param to the end, included; the newest version if empty
 * @param beyondLatest what to do if the start, or a time as the end, is after the newest version
 */
public record ChangeBounds(ChangePoint from, Optional<ChangePoint> to, BeyondLatest beyondLatest) {
  /** What a bound after the newest version comes to. */
  public enum BeyondLatest {
    /** An error. */
    REFUSE,
    /** No changes after the newest version. */
    ALLOW
  }

  public ChangeBounds {
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(to, "to");
    Objects.requireNonNull(beyondLatest, "beyondLatest");
  }
}
