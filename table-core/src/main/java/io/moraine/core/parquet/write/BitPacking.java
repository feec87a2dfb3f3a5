package io.moraine.core.parquet.write;

/** Packs groups of eight values of a fixed number of bits, least significant first. */
final class BitPacking {
  private BitPacking() {}

  /**
   * Packs {@code values[from .. from + 8 * groups)}, each below {@code 2^width}, into {@code groups
   * * width} bytes of {@code out} from {@code at} on. Up to {@link ByteSink#SLACK} bytes more are
   * overwritten.
   *
   * @param width 0 to 32
   */
  static void pack(int[] values, int from, int groups, int width, byte[] out, int at) {
    if (width <= 8) {
      packNarrow(values, from, groups, width, out, at);
    } else if (width < 16) {
      packMiddle(values, from, groups, width, out, at);
    } else {
      packWide(values, from, groups, width, out, at);
    }
  }

  private static void packNarrow(int[] v, int from, int groups, int w, byte[] out, int at) {
    for (int g = 0; g < groups; g++) {
      int i = from + 8 * g;
      long low = v[i] | ((long) v[i + 1] << w);
      long high = v[i + 4] | ((long) v[i + 5] << w);
      low |= (v[i + 2] | ((long) v[i + 3] << w)) << (2 * w);
      high |= (v[i + 6] | ((long) v[i + 7] << w)) << (2 * w);
      ByteSink.LONG.set(out, at + g * w, low | (high << (4 * w)));
    }
  }

  private static void packMiddle(int[] v, int from, int groups, int w, byte[] out, int at) {
    for (int g = 0; g < groups; g++) {
      int i = from + 8 * g;
      long low = v[i] | ((long) v[i + 1] << w);
      long high = v[i + 4] | ((long) v[i + 5] << w);
      low |= (v[i + 2] | ((long) v[i + 3] << w)) << (2 * w);
      high |= (v[i + 6] | ((long) v[i + 7] << w)) << (2 * w);
      int position = at + g * w;
      ByteSink.LONG.set(out, position, low | (high << (4 * w)));
      ByteSink.LONG.set(out, position + 8, high >>> (64 - 4 * w));
    }
  }

  private static void packWide(int[] v, int from, int groups, int w, byte[] out, int at) {
    int position = at;
    long buffer = 0;
    int bits = 0;
    for (int i = from; i < from + 8 * groups; i++) {
      buffer |= (v[i] & 0xffff_ffffL) << bits;
      bits += w;
      if (bits >= 32) {
        ByteSink.INT.set(out, position, (int) buffer);
        position += 4;
        buffer >>>= 32;
        bits -= 32;
      }
    }
    // Whole groups are whole bytes.
    for (; bits > 0; bits -= 8) {
      out[position++] = (byte) buffer;
      buffer >>>= 8;
    }
  }
}
