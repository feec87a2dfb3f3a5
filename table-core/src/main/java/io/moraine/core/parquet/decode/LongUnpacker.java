package io.moraine.core.parquet.decode;

import java.lang.invoke.VarHandle;

/** As {@link BitUnpacker}, into longs. */
final class LongUnpacker {
  private static final VarHandle LONG = BitUnpacker.LONG;

  private LongUnpacker() {}

  /**
   * Unpacks {@code count} values of {@code width} bits, 0 to 64, the first of them {@code index}
   * values after {@code data[from]}.
   */
  static void longs(byte[] data, int from, int index, int width, long[] target, int at, int count) {
    if (width > 28) {
      wide(data, from, index, width, target, at, count);
      return;
    }
    int done = 0;
    // Up to a value that begins with a byte.
    int lead = Math.min(count, -index & 7);
    if (lead > 0) {
      single(data, from, index, width, target, at, lead);
      done = lead;
    }
    int groups = (count - done) >>> 3;
    if (groups > 0) {
      int position = from + ((index + done) >>> 3) * width;
      if (width <= 8) {
        eights(data, position, width, target, at + done, groups);
      } else if (width <= 14) {
        fours(data, position, width, target, at + done, groups);
      } else {
        twos(data, position, width, target, at + done, groups);
      }
      done += groups << 3;
    }
    if (done < count) {
      single(data, from, index + done, width, target, at + done, count - done);
    }
  }

  private static void single(
      byte[] data, int from, int index, int width, long[] target, int at, int count) {
    long bit = (long) index * width;
    long mask = (1L << width) - 1;
    for (int i = 0; i < count; i++) {
      long word = (long) LONG.get(data, from + (int) (bit >>> 3));
      target[at + i] = (word >>> (int) (bit & 7)) & mask;
      bit += width;
    }
  }

  /** Eight values a load: up to 8 bits. */
  private static void eights(byte[] data, int from, int width, long[] target, int at, int groups) {
    long mask = (1L << width) - 1;
    int position = from;
    int to = at + 8 * groups;
    for (int i = at; i < to; i += 8) {
      long word = (long) LONG.get(data, position);
      target[i] = word & mask;
      target[i + 1] = (word >>> width) & mask;
      target[i + 2] = (word >>> (2 * width)) & mask;
      target[i + 3] = (word >>> (3 * width)) & mask;
      target[i + 4] = (word >>> (4 * width)) & mask;
      target[i + 5] = (word >>> (5 * width)) & mask;
      target[i + 6] = (word >>> (6 * width)) & mask;
      target[i + 7] = (word >>> (7 * width)) & mask;
      position += width;
    }
  }

  /** Four values a load, which begins up to 7 bits early: up to 14 bits. */
  private static void fours(byte[] data, int from, int width, long[] target, int at, int groups) {
    long mask = (1L << width) - 1;
    int half = (4 * width) >>> 3;
    int halfShift = (4 * width) & 7;
    int position = from;
    int to = at + 8 * groups;
    for (int i = at; i < to; i += 8) {
      long word = (long) LONG.get(data, position);
      target[i] = word & mask;
      target[i + 1] = (word >>> width) & mask;
      target[i + 2] = (word >>> (2 * width)) & mask;
      target[i + 3] = (word >>> (3 * width)) & mask;
      word = (long) LONG.get(data, position + half) >>> halfShift;
      target[i + 4] = word & mask;
      target[i + 5] = (word >>> width) & mask;
      target[i + 6] = (word >>> (2 * width)) & mask;
      target[i + 7] = (word >>> (3 * width)) & mask;
      position += width;
    }
  }

  /** Two values a load, which begins up to 7 bits early: up to 28 bits. */
  private static void twos(byte[] data, int from, int width, long[] target, int at, int groups) {
    long mask = (1L << width) - 1;
    int second = (2 * width) >>> 3;
    int secondShift = (2 * width) & 7;
    int third = (4 * width) >>> 3;
    int thirdShift = (4 * width) & 7;
    int fourth = (6 * width) >>> 3;
    int fourthShift = (6 * width) & 7;
    int position = from;
    int to = at + 8 * groups;
    for (int i = at; i < to; i += 8) {
      long word = (long) LONG.get(data, position);
      target[i] = word & mask;
      target[i + 1] = (word >>> width) & mask;
      word = (long) LONG.get(data, position + second) >>> secondShift;
      target[i + 2] = word & mask;
      target[i + 3] = (word >>> width) & mask;
      word = (long) LONG.get(data, position + third) >>> thirdShift;
      target[i + 4] = word & mask;
      target[i + 5] = (word >>> width) & mask;
      word = (long) LONG.get(data, position + fourth) >>> fourthShift;
      target[i + 6] = word & mask;
      target[i + 7] = (word >>> width) & mask;
      position += width;
    }
  }

  /** A load or two a value. */
  private static void wide(
      byte[] data, int from, int index, int width, long[] target, int at, int count) {
    long bit = (long) index * width;
    long mask = width == 64 ? -1 : (1L << width) - 1;
    if (width <= 57) {
      for (int i = 0; i < count; i++) {
        long word = (long) LONG.get(data, from + (int) (bit >>> 3));
        target[at + i] = (word >>> (int) (bit & 7)) & mask;
        bit += width;
      }
      return;
    }
    for (int i = 0; i < count; i++) {
      int position = from + (int) (bit >>> 3);
      int shift = (int) (bit & 7);
      long word = (long) LONG.get(data, position) >>> shift;
      if (shift > 0) {
        word |= (data[position + 8] & 0xffL) << (64 - shift);
      }
      target[at + i] = word & mask;
      bit += width;
    }
  }
}
