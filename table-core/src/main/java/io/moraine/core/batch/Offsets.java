package io.moraine.core.batch;

/** Selection of rows that are ranges of child rows. */
final class Offsets {
  private Offsets() {}

  /**
   * The child rows of {@code rows[0 .. count)}, one after the other; {@code selected[0 .. count]}
   * gets the offsets into them.
   */
  static int[] select(int[] offsets, int[] rows, int count, int[] selected) {
    long total = 0;
    for (int i = 0; i < count; i++) {
      total += offsets[rows[i] + 1] - offsets[rows[i]];
    }
    int[] children = new int[Math.toIntExact(total)];
    int next = 0;
    for (int i = 0; i < count; i++) {
      selected[i] = next;
      for (int child = offsets[rows[i]]; child < offsets[rows[i] + 1]; child++) {
        children[next++] = child;
      }
    }
    selected[count] = next;
    return children;
  }
}
