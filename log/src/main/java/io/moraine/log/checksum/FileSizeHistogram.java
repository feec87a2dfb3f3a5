package io.moraine.log.checksum;

import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * How many files there are, and with how many bytes, between sizes. Bin {@code i} is of the files
 * from boundary {@code i} up to, but not of, boundary {@code i + 1}; the last has no end.
 * Immutable.
 */
public final class FileSizeHistogram {
  private static final long MIB = 1 << 20;
  private static final long[] BOUNDARIES = boundariesOfSpark();

  private final long[] boundaries;
  private final long[] fileCounts;
  private final long[] totalBytes;

  /**
   * The histogram with these bins; the arrays are copied.
   *
   * @throws IllegalArgumentException if the arrays are not as long as one another, or the
   *     boundaries do not rise from 0
   */
  public FileSizeHistogram(long[] boundaries, long[] fileCounts, long[] totalBytes) {
    boolean rising = boundaries.length > 0 && boundaries[0] == 0;
    for (int i = 1; rising && i < boundaries.length; i++) {
      rising = boundaries[i] > boundaries[i - 1];
    }
    if (!rising
        || fileCounts.length != boundaries.length
        || totalBytes.length != boundaries.length) {
      throw new IllegalArgumentException(
          "A histogram needs boundaries that rise from 0, and a count and a sum for each, got %d, %d and %d: %s"
              .formatted(
                  boundaries.length,
                  fileCounts.length,
                  totalBytes.length,
                  Arrays.toString(Arrays.copyOf(boundaries, Math.min(boundaries.length, 4)))));
    }
    this.boundaries = boundaries.clone();
    this.fileCounts = fileCounts.clone();
    this.totalBytes = totalBytes.clone();
  }

  /** No files, with the boundaries that Spark uses, which takes no others. */
  public static FileSizeHistogram empty() {
    return new FileSizeHistogram(
        BOUNDARIES, new long[BOUNDARIES.length], new long[BOUNDARIES.length]);
  }

  /** Doubling sizes up to 4 MiB, then steps that widen with the size, at last doubling again. */
  private static long[] boundariesOfSpark() {
    LongStream.Builder bounds = LongStream.builder().add(0);
    for (long bound = 8 << 10; bound <= 4 * MIB; bound *= 2) {
      bounds.add(bound);
    }
    // Each pair: up to where in MiB, in steps of how many.
    long[][] steps = {{40, 4}, {120, 8}, {144, 4}, {576, 16}, {1408, 64}, {2048, 128}, {4096, 256}};
    long last = 4;
    for (long[] step : steps) {
      for (long bound = last + step[1]; bound <= step[0]; bound += step[1]) {
        bounds.add(bound * MIB);
      }
      last = step[0];
    }
    for (long bound = 8_192 * MIB; bound <= 262_144 * MIB; bound *= 2) {
      bounds.add(bound);
    }
    return bounds.build().toArray();
  }

  /** Where bins begin. */
  public long[] boundaries() {
    return boundaries.clone();
  }

  /** How many files are in each bin. */
  public long[] fileCounts() {
    return fileCounts.clone();
  }

  /** How many bytes the files of each bin have. */
  public long[] totalBytes() {
    return totalBytes.clone();
  }

  /** The bin of a file of {@code sizeBytes}. */
  int bin(long sizeBytes) {
    int found = Arrays.binarySearch(boundaries, Math.max(0, sizeBytes));
    return found >= 0 ? found : -found - 2;
  }

  /** Whether no bin has less than nothing. */
  boolean isSound() {
    return Arrays.stream(fileCounts).allMatch(count -> count >= 0)
        && Arrays.stream(totalBytes).allMatch(bytes -> bytes >= 0);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FileSizeHistogram that
        && Arrays.equals(boundaries, that.boundaries)
        && Arrays.equals(fileCounts, that.fileCounts)
        && Arrays.equals(totalBytes, that.totalBytes);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(fileCounts) + Arrays.hashCode(totalBytes);
  }

  @Override
  public String toString() {
    return "FileSizeHistogram(%d files, %d bytes)"
        .formatted(LongStream.of(fileCounts).sum(), LongStream.of(totalBytes).sum());
  }
}
