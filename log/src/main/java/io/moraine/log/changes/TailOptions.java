package io.moraine.log.changes;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How to follow a table.
 *
 * @param first the first version that is wanted
 * @param last the last one; without an end if empty
 * @param tableId the id that the table must have, as {@link VersionTail#tableId()} gave it before;
 *     whichever it has if empty
 * @param intervalMillis how long to wait between looks for a version that is not there yet
 * @param patienceMillis how long a version may be missing while there is a later one
 */
public record TailOptions(
    long first,
    OptionalLong last,
    Optional<String> tableId,
    long intervalMillis,
    long patienceMillis) {
  private static final long INTERVAL_MILLIS = 1000;
  private static final long PATIENCE_MILLIS = 60_000;

  public TailOptions {
    Objects.requireNonNull(tableId, "tableId");
    if (first < 0 || (last.isPresent() && last.getAsLong() < first)) {
      throw new IllegalArgumentException(
          "Following a table needs 0 <= first <= last, got first=%d, last=%s"
              .formatted(first, last));
    }
    if (intervalMillis < 1 || patienceMillis < 0) {
      throw new IllegalArgumentException(
          "Following a table needs an interval of a millisecond at least, got %d, and a patience of 0 at least, got %d"
              .formatted(intervalMillis, patienceMillis));
    }
  }

  /** From version {@code first} on, for ever, with a look each second. */
  public static TailOptions from(long first) {
    return new TailOptions(
        first, OptionalLong.empty(), Optional.empty(), INTERVAL_MILLIS, PATIENCE_MILLIS);
  }

  /** The same from version {@code newFirst} on. */
  public TailOptions startingAt(long newFirst) {
    return new TailOptions(newFirst, last, tableId, intervalMillis, patienceMillis);
  }

  /** The same up to version {@code newLast}. */
  public TailOptions to(long newLast) {
    return new TailOptions(
        first, OptionalLong.of(newLast), tableId, intervalMillis, patienceMillis);
  }

  /** The same of the table with that id only. */
  public TailOptions ofTable(String newTableId) {
    return new TailOptions(first, last, Optional.of(newTableId), intervalMillis, patienceMillis);
  }

  /** The same with another interval. */
  public TailOptions withIntervalMillis(long newIntervalMillis) {
    return new TailOptions(first, last, tableId, newIntervalMillis, patienceMillis);
  }

  /** The same with another patience. */
  public TailOptions withPatienceMillis(long newPatienceMillis) {
    return new TailOptions(first, last, tableId, intervalMillis, newPatienceMillis);
  }
}
