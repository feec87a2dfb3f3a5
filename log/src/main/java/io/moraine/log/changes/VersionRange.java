package io.moraine.log.changes;

/** Versions {@code first} to {@code last}, both included. Never empty. */
public record VersionRange(long first, long last) {
  public VersionRange {
    if (first < 0 || last < first) {
      throw new IllegalArgumentException(
          "A range of versions needs 0 <= first <= last, got first=%d, last=%d"
              .formatted(first, last));
    }
  }
}
