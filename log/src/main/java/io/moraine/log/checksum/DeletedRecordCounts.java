package io.moraine.log.checksum;

import java.util.List;

/**
 * How many files have how many deleted rows: none, below ten, below a hundred, and so on; the ninth
 * bin ends before 2³¹−1, and the tenth has no end.
 *
 * @param files the number of files in each of the ten bins
 */
public record DeletedRecordCounts(List<Long> files) {
  /** How many bins there are. */
  public static final int BINS = 10;

  private static final int LAST_POWER = 8;

  public DeletedRecordCounts {
    files = List.copyOf(files);
    if (files.size() != BINS) {
      throw new IllegalArgumentException(
          "Counts of deleted records have %d bins, got %d".formatted(BINS, files.size()));
    }
  }

  /** The bin of a file with {@code deleted} deleted rows. */
  static int bin(long deleted) {
    if (deleted >= Integer.MAX_VALUE) {
      return BINS - 1;
    }
    int bin = 0;
    long bound = 1;
    while (deleted >= bound && bin < LAST_POWER) {
      bound *= 10;
      bin++;
    }
    return bin;
  }
}
