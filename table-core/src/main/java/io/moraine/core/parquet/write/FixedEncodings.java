package io.moraine.core.parquet.write;

import java.util.Arrays;
import org.apache.parquet.format.Encoding;

/** Turns a page of plain 32-bit or 64-bit values into other encodings. */
final class FixedEncodings {
  private static final int BLOCK = 128;
  private static final int MINIBLOCKS = 4;
  private static final int MINIBLOCK = BLOCK / MINIBLOCKS;

  private FixedEncodings() {}

  /** First the first byte of each value, then the second of each, and so on. */
  static Encoding split(ByteSink body, FixedLayout layout) {
    int width = layout.bytes();
    byte[] values = new byte[body.size()];
    System.arraycopy(body.array(), body.from(), values, 0, values.length);
    int count = values.length / width;
    byte[] out = body.array();
    for (int k = 0; k < width; k++) {
      int at = body.from() + k * count;
      for (int i = 0; i < count; i++) {
        out[at + i] = values[i * width + k];
      }
    }
    return Encoding.BYTE_STREAM_SPLIT;
  }

  /**
   * Differences of neighbours, in blocks of 128 with the least difference taken off, in miniblocks
   * of 32 with a bit width each. Arithmetic wraps around in the values' own width.
   */
  static Encoding delta(ByteSink body, FixedLayout layout) {
    long[] values = values(body, layout);
    body.clear();
    body.putVarint(BLOCK);
    body.putVarint(MINIBLOCKS);
    body.putVarint(values.length);
    putZigzag(values.length == 0 ? 0 : values[0], body);
    boolean narrow = layout == FixedLayout.INT32;
    long[] deltas = new long[BLOCK];
    for (int from = 1; from < values.length; from += BLOCK) {
      int count = Math.min(BLOCK, values.length - from);
      long least = Long.MAX_VALUE;
      for (int i = 0; i < count; i++) {
        long delta = values[from + i] - values[from + i - 1];
        deltas[i] = narrow ? (int) delta : delta;
        least = Math.min(least, deltas[i]);
      }
      for (int i = 0; i < count; i++) {
        deltas[i] = narrow ? (deltas[i] - least) & 0xffff_ffffL : deltas[i] - least;
      }
      Arrays.fill(deltas, count, BLOCK, 0);
      putZigzag(least, body);
      putMiniblocks(deltas, count, body);
    }
    return Encoding.DELTA_BINARY_PACKED;
  }

  private static long[] values(ByteSink body, FixedLayout layout) {
    long[] values = new long[body.size() / layout.bytes()];
    for (int i = 0; i < values.length; i++) {
      int at = body.from() + i * layout.bytes();
      values[i] =
          layout == FixedLayout.INT64
              ? (long) ByteSink.LONG.get(body.array(), at)
              : (int) ByteSink.INT.get(body.array(), at);
    }
    return values;
  }

  private static void putMiniblocks(long[] deltas, int count, ByteSink body) {
    int[] widths = new int[MINIBLOCKS];
    for (int m = 0; m < MINIBLOCKS; m++) {
      long all = 0;
      for (int i = m * MINIBLOCK; i < (m + 1) * MINIBLOCK; i++) {
        all |= deltas[i];
      }
      widths[m] = Long.SIZE - Long.numberOfLeadingZeros(all);
      body.putByte(widths[m]);
    }
    for (int m = 0; m * MINIBLOCK < count; m++) {
      pack(deltas, m * MINIBLOCK, widths[m], body);
    }
  }

  private static void pack(long[] values, int from, int width, ByteSink body) {
    long buffer = 0;
    int bits = 0;
    for (int i = from; i < from + MINIBLOCK && width > 0; i++) {
      buffer |= values[i] << bits;
      bits += width;
      if (bits >= Long.SIZE) {
        body.putLong(buffer);
        bits -= Long.SIZE;
        // What of the value did not fit; shifting by 64 would shift by nothing.
        buffer = bits == 0 ? 0 : values[i] >>> (width - bits);
      }
    }
    if (bits > 0) {
      // 32 values always come to whole ints.
      body.putInt((int) buffer);
    }
  }

  private static void putZigzag(long value, ByteSink body) {
    body.putVarint((value << 1) ^ (value >> 63));
  }
}
