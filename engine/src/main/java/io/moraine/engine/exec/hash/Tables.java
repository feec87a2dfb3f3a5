package io.moraine.engine.exec.hash;

import io.moraine.engine.exec.memory.MemoryExhaustedException;

/** What the tables share. */
final class Tables {
  private Tables() {}

  /** A larger capacity than {@code size}, which is used up. */
  static int grown(int size) {
    return (int) Math.min(Integer.MAX_VALUE - 16L, Math.max(64L, size + (long) size / 2));
  }

  static MemoryExhaustedException full(int size) {
    return new MemoryExhaustedException(
        "A hash table cannot hold more than %,d distinct keys".formatted(size - 1));
  }
}
