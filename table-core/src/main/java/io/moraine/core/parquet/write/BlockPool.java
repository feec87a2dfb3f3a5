package io.moraine.core.parquet.write;

import java.util.ArrayDeque;

/**
 * Arrays of one size that the column chunks of a file use by turns. Safe for use by several
 * threads.
 */
final class BlockPool {
  static final int BLOCK_BYTES = 64 << 10;

  private final ArrayDeque<byte[]> free = new ArrayDeque<>();

  byte[] take() {
    byte[] block;
    synchronized (free) {
      block = free.poll();
    }
    return block == null ? new byte[BLOCK_BYTES] : block;
  }

  void giveBack(byte[] block) {
    synchronized (free) {
      free.push(block);
    }
  }
}
