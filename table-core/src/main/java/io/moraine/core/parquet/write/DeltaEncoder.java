package io.moraine.core.parquet.write;

import java.util.Arrays;

/**
 * DELTA_BINARY_PACKED: differences of neighbours, in blocks of 128 with the least difference taken
 * off, in miniblocks of 32 with a bit width each.
 */
final class DeltaEncoder {
  private static final int BLOCK = 128;
  private static final int MINIBLOCKS = 4;
  private static final int MINIBLOCK = BLOCK / MINIBLOCKS;

  private final long[] deltas = new long[BLOCK];
  private long[] values = new long[0];

  /** An array of at least {@code count} values, to be filled before {@link #put}. */
  long[] room(int count) {
    if (values.length < count) {
      values = new long[Math.max(count, 2 * values.length)];
    }
    return values;
  }

  /** Appends the first {@code count} values, whose differences wrap around in 64 bits. */
  void put(int count, ByteSink out) {
    start(count, out);
    for (int from = 1; from < count; from += BLOCK) {
      int size = Math.min(BLOCK, count - from);
      long least = Long.MAX_VALUE;
      for (int i = 0; i < size; i++) {
        long delta = values[from + i] - values[from + i - 1];
        deltas[i] = delta;
        least = Math.min(least, delta);
      }
      for (int i = 0; i < size; i++) {
        deltas[i] -= least;
      }
      putBlock(least, size, out);
    }
  }

  /** The same for values of 32 bits, whose differences wrap around in as many. */
  void putNarrow(int count, ByteSink out) {
    start(count, out);
    for (int from = 1; from < count; from += BLOCK) {
      int size = Math.min(BLOCK, count - from);
      long least = Long.MAX_VALUE;
      for (int i = 0; i < size; i++) {
        long delta = (int) (values[from + i] - values[from + i - 1]);
        deltas[i] = delta;
        least = Math.min(least, delta);
      }
      for (int i = 0; i < size; i++) {
        deltas[i] = (deltas[i] - least) & 0xffff_ffffL;
      }
      putBlock(least, size, out);
    }
  }

  private void start(int count, ByteSink out) {
    out.putVarint(BLOCK);
    out.putVarint(MINIBLOCKS);
    out.putVarint(count);
    putZigzag(count == 0 ? 0 : values[0], out);
  }

  private void putBlock(long least, int size, ByteSink out) {
    Arrays.fill(deltas, size, BLOCK, 0);
    putZigzag(least, out);
    int widthsAt = out.reserve(MINIBLOCKS);
    for (int m = 0; m < MINIBLOCKS; m++) {
      long all = 0;
      for (int i = m * MINIBLOCK; i < (m + 1) * MINIBLOCK; i++) {
        all |= deltas[i];
      }
      int width = Long.SIZE - Long.numberOfLeadingZeros(all);
      out.array()[widthsAt + m] = (byte) width;
      if (m * MINIBLOCK < size) {
        int at = out.reserve(width * MINIBLOCK / Byte.SIZE);
        pack(deltas, m * MINIBLOCK, width, out.array(), at);
      }
    }
  }

  /** Packs 32 values, which always come to whole ints. */
  private static void pack(long[] values, int from, int width, byte[] out, int start) {
    long buffer = 0;
    int bits = 0;
    int at = start;
    for (int i = from; i < from + MINIBLOCK; i++) {
      long value = values[i];
      buffer |= value << bits;
      bits += width;
      if (bits >= Long.SIZE) {
        ByteSink.LONG.set(out, at, buffer);
        at += Long.BYTES;
        bits -= Long.SIZE;
        // What of the value did not fit; shifting by 64 would shift by nothing.
        buffer = bits == 0 ? 0 : value >>> (width - bits);
      }
    }
    if (bits > 0) {
      ByteSink.INT.set(out, at, (int) buffer);
    }
  }

  private static void putZigzag(long value, ByteSink out) {
    out.putVarint((value << 1) ^ (value >> 63));
  }
}
