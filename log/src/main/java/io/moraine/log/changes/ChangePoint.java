package io.moraine.log.changes;

import java.time.Instant;

/** Where a range of changes starts or ends. */
public sealed interface ChangePoint {
  /** At a version, itself included. */
  record AtVersion(long version) implements ChangePoint {
    @Override
    public String toString() {
      return "version " + version;
    }
  }

  /**
   * At a time, in milliseconds since 1970-01-01T00:00Z: as a start, the first version committed
   * then or later; as an end, the last one committed by then.
   */
  record AtTime(long millis) implements ChangePoint {
    @Override
    public String toString() {
      return Instant.ofEpochMilli(millis).toString();
    }
  }
}
