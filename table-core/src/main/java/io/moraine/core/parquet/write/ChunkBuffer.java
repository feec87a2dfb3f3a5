package io.moraine.core.parquet.write;

import io.moraine.core.store.ObjectWriter;
import java.util.ArrayList;
import java.util.List;

/** The finished pages of a column chunk, held until their row group is written. */
final class ChunkBuffer {
  private final BlockPool pool;
  private final List<byte[]> blocks = new ArrayList<>();
  private long size;

  ChunkBuffer(BlockPool pool) {
    this.pool = pool;
  }

  long size() {
    return size;
  }

  void append(byte[] source, int from, int length) {
    int done = 0;
    while (done < length) {
      int used = (int) (size % BlockPool.BLOCK_BYTES);
      if (used == 0) {
        blocks.add(pool.take());
      }
      int part = Math.min(length - done, BlockPool.BLOCK_BYTES - used);
      System.arraycopy(source, from + done, blocks.get(blocks.size() - 1), used, part);
      done += part;
      size += part;
    }
  }

  /** Writes everything to {@code out} and forgets it. */
  void drain(ObjectWriter out) {
    for (byte[] block : blocks) {
      int length = (int) Math.min(BlockPool.BLOCK_BYTES, size);
      out.write(block, 0, length);
      size -= length;
      pool.giveBack(block);
    }
    blocks.clear();
  }
}
