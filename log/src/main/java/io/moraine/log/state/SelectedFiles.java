package io.moraine.log.state;

import java.util.Arrays;

/** Files that were chosen by a predicate. Immutable. */
public final class SelectedFiles {
  private final int[] indexes;
  private final boolean[] whole;
  private final long sizeBytes;

  /** Owns the arrays, which are of one length. */
  SelectedFiles(int[] indexes, boolean[] whole, long sizeBytes) {
    this.indexes = indexes;
    this.whole = whole;
    this.sizeBytes = sizeBytes;
  }

  /** All of {@code files}, of which every row is wanted. */
  public static SelectedFiles all(LiveFiles files) {
    int[] indexes = new int[files.size()];
    Arrays.setAll(indexes, i -> i);
    boolean[] whole = new boolean[indexes.length];
    Arrays.fill(whole, true);
    return new SelectedFiles(indexes, whole, files.sizeBytes());
  }

  /** How many. */
  public int size() {
    return indexes.length;
  }

  /** Their sizes. */
  public long sizeBytes() {
    return sizeBytes;
  }

  /** The place of one among the live files; ascending. */
  public int index(int ordinal) {
    return indexes[ordinal];
  }

  /** Whether every one of its rows satisfies the predicate. */
  public boolean isWhole(int ordinal) {
    return whole[ordinal];
  }

  /** All places, ascending. */
  public int[] indexes() {
    return indexes.clone();
  }
}
