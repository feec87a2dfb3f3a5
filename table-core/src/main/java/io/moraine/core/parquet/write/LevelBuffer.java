package io.moraine.core.parquet.write;

import java.util.Arrays;

/** The definition or the repetition levels of the page being written. */
final class LevelBuffer {
  private final int maxLevel;
  private int[] levels = new int[0];
  private int count;

  /** So far every level is the highest, and none is in the array. */
  private boolean uniform = true;

  LevelBuffer(int maxLevel) {
    this.maxLevel = maxLevel;
  }

  void clear() {
    count = 0;
    uniform = true;
  }

  /** Appends {@code added} times the highest level. */
  void appendHighest(int added) {
    if (!uniform) {
      room(added);
      Arrays.fill(levels, count, count + added, maxLevel);
    }
    count += added;
  }

  void append(byte[] source, int from, int added) {
    if (uniform) {
      room(added);
      Arrays.fill(levels, 0, count, maxLevel);
      uniform = false;
    }
    room(added);
    for (int i = 0; i < added; i++) {
      levels[count + i] = source[from + i];
    }
    count += added;
  }

  private void room(int added) {
    if (count + added > levels.length) {
      levels = Arrays.copyOf(levels, Math.max(1024, 2 * (count + added)));
    }
  }

  /** Appends the levels to {@code out}, their length in bytes before; nothing if all are 0. */
  void encode(ByteSink out) {
    if (maxLevel == 0) {
      return;
    }
    int width = HybridEncoder.width(maxLevel);
    out.putInt(0);
    int before = out.size();
    if (uniform) {
      HybridEncoder.putRun(maxLevel, count, width, out);
    } else {
      HybridEncoder.encode(levels, count, width, out);
    }
    out.setInt(out.from() + before - Integer.BYTES, out.size() - before);
  }
}
