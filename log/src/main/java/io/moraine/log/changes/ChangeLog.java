package io.moraine.log.changes;

import io.moraine.core.error.InvalidInputException;
import io.moraine.log.changes.ChangeBounds.BeyondLatest;
import io.moraine.log.changes.ChangePoint.AtTime;
import io.moraine.log.changes.ChangePoint.AtVersion;
import io.moraine.log.snapshot.CommitTimes;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.snapshot.TableLog;
import java.time.Instant;
import java.util.Optional;

/**
 * The versions of a table, up to one of them, as changes.
 *
 * <p>Methods throw {@link InvalidInputException} for bounds that mean no versions there are; the
 * message says which there are.
 */
public final class ChangeLog {
  private final TableLog log;
  private final Snapshot newest;
  private final CommitTimes times;

  private ChangeLog(TableLog log, Snapshot newest, CommitTimes times) {
    this.log = log;
    this.newest = newest;
    this.times = times;
  }

  /** The changes up to {@code newest}; lists the log. */
  public static ChangeLog of(TableLog log, Snapshot newest) {
    return new ChangeLog(log, newest, log.times(newest));
  }

  /**
   * The versions within {@code bounds}; empty if they are both times with no version between, or
   * after the newest version where that is allowed. Reads headers of all commits in the range.
   */
  public Optional<ChangeRange> within(ChangeBounds bounds) {
    if (times.versions().isEmpty()) {
      throw new InvalidInputException(
          "%s has no commits from which its changes can be told: only a checkpoint of version %d is left"
              .formatted(newest.table(), newest.version()));
    }
    Optional<Long> first = first(bounds);
    if (first.isEmpty()) {
      return Optional.empty();
    }
    long last = last(bounds);
    if (last < first.get()) {
      if (isBetweenTwoVersions(bounds, first.get(), last)) {
        return Optional.empty();
      }
      throw new InvalidInputException(
          "Changes of %s need an end that is not before their start: %s means version %d, %s version %d"
              .formatted(
                  newest.table(),
                  bounds.from(),
                  first.get(),
                  bounds.to().map(Object::toString).orElse("the latest"),
                  last));
    }
    return Optional.of(ChangeRange.of(log, newest, times, new VersionRange(first.get(), last)));
  }

  private Optional<Long> first(ChangeBounds bounds) {
    boolean allow = bounds.beyondLatest() == BeyondLatest.ALLOW;
    if (bounds.from() instanceof AtTime time) {
      Optional<Long> version = times.firstVersionSince(time.millis()).stream().boxed().findFirst();
      if (version.isEmpty() && !allow) {
        throw new InvalidInputException(
            "Changes of %s cannot start at %s, after the latest version, %d, committed at %s"
                .formatted(
                    newest.table(),
                    time,
                    newest.version(),
                    Instant.ofEpochMilli(times.newestMillis())));
      }
      return version;
    }
    long version = ((AtVersion) bounds.from()).version();
    if (version < 0) {
      throw new InvalidInputException(
          "Changes of %s cannot start at version %d: versions start at 0"
              .formatted(newest.table(), version));
    }
    if (version > newest.version()) {
      if (allow) {
        return Optional.empty();
      }
      throw new InvalidInputException(
          "Changes of %s cannot start at version %d: the latest is %d"
              .formatted(newest.table(), version, newest.version()));
    }
    requireAvailable(version, times, newest.table());
    return Optional.of(version);
  }

  /**
   * Returns if the commit of {@code version} is still there.
   *
   * @throws InvalidInputException naming the earliest version of which it is
   */
  static void requireAvailable(long version, CommitTimes times, String table) {
    long earliest = times.versions().get(0);
    if (version < earliest) {
      throw new InvalidInputException(
          "The changes of version %d of %s are no longer there, its log was cleaned up: the earliest version available is %d"
              .formatted(version, table, earliest));
    }
  }

  private long last(ChangeBounds bounds) {
    if (bounds.to().isEmpty()) {
      return newest.version();
    }
    if (bounds.to().get() instanceof AtVersion end) {
      return Math.min(end.version(), newest.version());
    }
    long millis = ((AtTime) bounds.to().get()).millis();
    boolean beyond = millis > times.newestMillis();
    return beyond && bounds.beyondLatest() == BeyondLatest.ALLOW
        ? newest.version()
        : times.versionAsOf(millis);
  }

  private static boolean isBetweenTwoVersions(ChangeBounds bounds, long first, long last) {
    return last == first - 1
        && bounds.from() instanceof AtTime from
        && bounds.to().orElse(null) instanceof AtTime to
        && from.millis() <= to.millis();
  }
}
