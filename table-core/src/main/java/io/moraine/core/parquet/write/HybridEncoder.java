package io.moraine.core.parquet.write;

/**
 * Runs of equal values and runs of bit-packed ones: how levels and dictionary codes are encoded.
 *
 * @see <a href="https://parquet.apache.org/docs/file-format/data-pages/encodings/">RLE = 3</a>
 */
final class HybridEncoder {
  /** A run of fewer bits than this stays packed: short runs cost a reader more than they save. */
  private static final int LEAST_RUN_BITS = 128;

  private HybridEncoder() {}

  /** How many bits values up to {@code max} need. */
  static int width(int max) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(max);
  }

  /** Encodes {@code values[0 .. count)}, each below {@code 2^width}, without a length before. */
  static void encode(int[] values, int count, int width, ByteSink out) {
    int leastRun = Math.max(8, LEAST_RUN_BITS / Math.max(1, width));
    int packedFrom = 0;
    int at = 0;
    while (at < count) {
      if (count - at >= 8 && isMixed(values, at)) {
        at += 8;
        continue;
      }
      int run = runLength(values, at, count);
      if (run >= leastRun || (at == packedFrom && at + run == count)) {
        pack(values, packedFrom, at, width, out);
        putRun(values[at], run, width, out);
        at += run;
        packedFrom = at;
      } else {
        at = Math.min(count, at + Math.max(8, run & ~7));
      }
    }
    pack(values, packedFrom, count, width, out);
  }

  /** Encodes {@code count} times the same value. */
  static void putRun(int value, int count, int width, ByteSink out) {
    out.putVarint((long) count << 1);
    for (int bits = 0; bits < width; bits += 8) {
      out.putByte(value >>> bits);
    }
  }

  /** Whether the next eight values differ; without branches, as random values would have it. */
  private static boolean isMixed(int[] v, int i) {
    int first = v[i];
    int low = (v[i + 1] ^ first) | (v[i + 2] ^ first) | (v[i + 3] ^ first) | (v[i + 4] ^ first);
    return (low | (v[i + 5] ^ first) | (v[i + 6] ^ first) | (v[i + 7] ^ first)) != 0;
  }

  private static int runLength(int[] values, int from, int to) {
    int value = values[from];
    int at = from + 1;
    while (at < to && values[at] == value) {
      at++;
    }
    return at - from;
  }

  private static void pack(int[] values, int from, int to, int width, ByteSink out) {
    if (from == to) {
      return;
    }
    int whole = (to - from) >>> 3;
    int rest = (to - from) & 7;
    int groups = whole + (rest > 0 ? 1 : 0);
    out.putVarint(((long) groups << 1) | 1);
    int position = out.reserve(groups * width);
    BitPacking.pack(values, from, whole, width, out.array(), position);
    if (rest > 0) {
      int[] last = new int[8];
      System.arraycopy(values, to - rest, last, 0, rest);
      BitPacking.pack(last, 0, 1, width, out.array(), position + whole * width);
    }
  }
}
