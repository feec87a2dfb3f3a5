package io.moraine.core.parquet.write;

import java.util.ArrayDeque;

/** Arrays of one size that the column chunks of a file use by turns. */
final class BlockPool {
  static final int BLOCK_BYTES = 64 << 10;

  private final ArrayDeque<byte[]> free = new ArrayDeque<>();

  byte[] take() {
    byte[] block = free.poll();
    return block == null ? new byte[BLOCK_BYTES] : block;
  }

  void giveBack(byte[] block) {
    free.push(block);
  }
}
