package io.moraine.core.parquet.decode;

import java.util.Arrays;

/**
 * Decodes numbers from a hybrid of run-length and bit-packed runs: levels, dictionary codes and
 * booleans.
 *
 * @see <a href="https://parquet.apache.org/docs/file-format/data-pages/encodings/">RLE = 3</a>
 */
public final class HybridDecoder {
  /** Below it, a loop is faster than a fill. */
  private static final int SHORT_RUN = 16;

  private byte[] data;
  private int position;
  private int end;
  private int width;
  private int mask;

  private int repeated;
  private int repeatedValue;
  private int packed;
  private int packedFrom;
  private long packedIndex;

  /** Starts over with values of {@code width} bits, 0 to 32, in {@code data[from .. to)}. */
  public void reset(byte[] newData, int from, int to, int newWidth) {
    if (newWidth < 0 || newWidth > 32) {
      throw new MalformedPage(
          "packed numbers need a width of 0 to 32 bits, got %d".formatted(newWidth));
    }
    data = newData;
    position = from;
    end = to;
    width = newWidth;
    mask = newWidth == 32 ? -1 : (1 << newWidth) - 1;
    repeated = 0;
    packed = 0;
  }

  /**
   * Starts over with {@code count} values of {@code newWidth} bits, 1 to 8, in the deprecated
   * BIT_PACKED encoding, most significant bit first.
   *
   * @return where they end
   */
  public int resetToBitPacked(byte[] newData, int from, int to, int newWidth, int count) {
    long bytes = ((long) count * newWidth + 7) >>> 3;
    if (bytes > to - from) {
      throw new MalformedPage(
          "%d levels have %d bytes, but %d are left".formatted(count, bytes, to - from));
    }
    byte[] unpacked = new byte[count + ValueDecoder.SLACK];
    for (int i = 0; i < count; i++) {
      int value = 0;
      for (int b = 0; b < newWidth; b++) {
        long bit = (long) i * newWidth + b;
        int shift = 7 - (int) (bit & 7);
        value = (value << 1) | ((newData[from + (int) (bit >>> 3)] >>> shift) & 1);
      }
      unpacked[i] = (byte) value;
    }
    reset(unpacked, 0, count, 8);
    packed = count;
    packedFrom = 0;
    packedIndex = 0;
    position = count;
    return from + (int) bytes;
  }

  /**
   * Skips the next {@code count} values if the run at hand gives {@code value} for all of them;
   * else skips none and returns false.
   */
  public boolean skipIfAll(int value, int count) {
    if (repeated == 0 && packed == 0 && count > 0) {
      nextRun();
    }
    if (repeated >= count && repeatedValue == value) {
      repeated -= count;
      return true;
    }
    return count == 0;
  }

  /** Steps over the next {@code count} values. */
  public void skip(int count) {
    int left = count;
    while (left > 0) {
      if (repeated > 0) {
        int run = Math.min(repeated, left);
        repeated -= run;
        left -= run;
      } else if (packed > 0) {
        int run = Math.min(packed, left);
        packed -= run;
        packedIndex += run;
        left -= run;
      } else {
        nextRun();
      }
    }
  }

  /** Decodes the next {@code count} values into {@code target[at .. at + count)}. */
  public void decode(int[] target, int at, int count) {
    int to = at + count;
    int next = at;
    while (next < to) {
      if (repeated > 0) {
        int run = Math.min(repeated, to - next);
        if (run < SHORT_RUN) {
          for (int i = 0; i < run; i++) {
            target[next + i] = repeatedValue;
          }
        } else {
          Arrays.fill(target, next, next + run, repeatedValue);
        }
        repeated -= run;
        next += run;
      } else if (packed > 0) {
        int run = Math.min(packed, to - next);
        BitUnpacker.ints(data, packedFrom, packedIndex, width, target, next, run);
        packed -= run;
        packedIndex += run;
        next += run;
      } else {
        nextRun();
      }
    }
  }

  /** As the other method, for values of up to 8 bits. */
  public void decode(byte[] target, int at, int count) {
    int to = at + count;
    int next = at;
    while (next < to) {
      if (repeated > 0) {
        int run = Math.min(repeated, to - next);
        if (run < SHORT_RUN) {
          for (int i = 0; i < run; i++) {
            target[next + i] = (byte) repeatedValue;
          }
        } else {
          Arrays.fill(target, next, next + run, (byte) repeatedValue);
        }
        repeated -= run;
        next += run;
      } else if (packed > 0) {
        int run = Math.min(packed, to - next);
        BitUnpacker.bytes(data, packedFrom, packedIndex, width, target, next, run);
        packed -= run;
        packedIndex += run;
        next += run;
      } else {
        nextRun();
      }
    }
  }

  /** The sum of {@code levels[at .. at + count)}, each of which is 0 or 1. */
  public static int sum(byte[] levels, int at, int count) {
    int sum = 0;
    int next = at;
    int to = at + count;
    for (; next + 8 <= to; next += 8) {
      // The uppermost byte of the product is the sum of all eight.
      sum += (int) (((long) BitUnpacker.LONG.get(levels, next) * 0x0101_0101_0101_0101L) >>> 56);
    }
    for (; next < to; next++) {
      sum += levels[next];
    }
    return sum;
  }

  private void nextRun() {
    int header = varint();
    if ((header & 1) == 0) {
      repeated = header >>> 1;
      repeatedValue = 0;
      int bytes = (width + 7) >>> 3;
      if (bytes > end - position) {
        throw new MalformedPage("a run of packed numbers ends before its value");
      }
      for (int i = 0; i < bytes; i++) {
        repeatedValue |= (data[position++] & 0xff) << (8 * i);
      }
      if ((repeatedValue & ~mask) != 0) {
        throw new MalformedPage(
            "a run repeats %d, which does not fit %d bits".formatted(repeatedValue, width));
      }
      return;
    }
    long values = (header >>> 1) * 8L;
    if (width == 0) {
      repeated = (int) Math.min(Integer.MAX_VALUE, values);
      repeatedValue = 0;
      return;
    }
    // Some writers cut the last run's padding off: take what is there.
    long available = (end - position) * 8L / width;
    long bytes = (header >>> 1) * (long) width;
    packed = (int) Math.min(Integer.MAX_VALUE, Math.min(values, available));
    packedFrom = position;
    packedIndex = 0;
    position = (int) Math.min(end, position + bytes);
  }

  private int varint() {
    int value = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      if (position >= end) {
        throw new MalformedPage("packed numbers end before the last of them");
      }
      int b = data[position++];
      value |= (b & 0x7f) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw new MalformedPage("the length of a run is longer than 5 bytes");
  }
}
