package io.moraine.log.changes;

import java.util.Optional;

/** Things that come one after the other, some of them later. */
public interface Tail<T> {
  /** The next one if it is there; does not wait. */
  Optional<T> next();

  /** Whether there are no more to come. */
  boolean isEnded();
}
