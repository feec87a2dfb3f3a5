package io.moraine.core.parquet.decode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Unpacks numbers of a fixed number of bits, least significant bit first, by overlapping loads of
 * 64 bits: eight values from one to four loads.
 */
final class BitUnpacker {
  /** How many bytes must follow packed ones in an array, since loads pass their end. */
  static final int SLACK = ValueDecoder.SLACK;

  static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  /** The eight bits of a byte, a byte each. */
  private static final long[] SPREAD = new long[256];

  static {
    for (int bits = 0; bits < 256; bits++) {
      for (int i = 0; i < 8; i++) {
        SPREAD[bits] |= (long) ((bits >>> i) & 1) << (8 * i);
      }
    }
  }

  private BitUnpacker() {}

  /**
   * Unpacks {@code count} values of {@code width} bits, 1 to 32, the first of them {@code index}
   * values after {@code data[from]}.
   */
  static void ints(byte[] data, int from, long index, int width, int[] target, int at, int count) {
    int done = 0;
    // Up to a value that begins with a byte.
    int lead = (int) Math.min(count, -index & 7);
    if (lead > 0) {
      single(data, from, index, width, target, at, lead);
      done = lead;
    }
    int groups = (count - done) >>> 3;
    if (groups > 0) {
      int position = from + (int) (((index + done) >>> 3) * width);
      if (width <= 8) {
        narrow(data, position, width, target, at + done, groups);
      } else if (width <= 16) {
        medium(data, position, width, target, at + done, groups);
      } else if (width <= 30) {
        wide(data, position, width, target, at + done, groups);
      } else {
        single(data, from, index + done, width, target, at + done, groups << 3);
      }
      done += groups << 3;
    }
    if (done < count) {
      single(data, from, index + done, width, target, at + done, count - done);
    }
  }

  private static void single(
      byte[] data, int from, long index, int width, int[] target, int at, int count) {
    long bit = index * width;
    long mask = (1L << width) - 1;
    for (int i = 0; i < count; i++) {
      long word = (long) LONG.get(data, from + (int) (bit >>> 3));
      target[at + i] = (int) ((word >>> (int) (bit & 7)) & mask);
      bit += width;
    }
  }

  private static void narrow(byte[] data, int from, int width, int[] target, int at, int groups) {
    int mask = (1 << width) - 1;
    int w2 = 2 * width;
    int w3 = 3 * width;
    int w4 = 4 * width;
    int w5 = 5 * width;
    int w6 = 6 * width;
    int w7 = 7 * width;
    int position = from;
    int to = at + 8 * groups;
    for (int i = at; i < to; i += 8) {
      long word = (long) LONG.get(data, position);
      target[i] = (int) word & mask;
      target[i + 1] = (int) (word >>> width) & mask;
      target[i + 2] = (int) (word >>> w2) & mask;
      target[i + 3] = (int) (word >>> w3) & mask;
      target[i + 4] = (int) (word >>> w4) & mask;
      target[i + 5] = (int) (word >>> w5) & mask;
      target[i + 6] = (int) (word >>> w6) & mask;
      target[i + 7] = (int) (word >>> w7) & mask;
      position += width;
    }
  }

  private static void medium(byte[] data, int from, int width, int[] target, int at, int groups) {
    int mask = (1 << width) - 1;
    int w2 = 2 * width;
    int w3 = 3 * width;
    int half = (4 * width) >>> 3;
    int halfShift = (4 * width) & 7;
    int position = from;
    int to = at + 8 * groups;
    for (int i = at; i < to; i += 8) {
      long word = (long) LONG.get(data, position);
      target[i] = (int) word & mask;
      target[i + 1] = (int) (word >>> width) & mask;
      target[i + 2] = (int) (word >>> w2) & mask;
      target[i + 3] = (int) (word >>> w3) & mask;
      word = (long) LONG.get(data, position + half) >>> halfShift;
      target[i + 4] = (int) word & mask;
      target[i + 5] = (int) (word >>> width) & mask;
      target[i + 6] = (int) (word >>> w2) & mask;
      target[i + 7] = (int) (word >>> w3) & mask;
      position += width;
    }
  }

  private static void wide(byte[] data, int from, int width, int[] target, int at, int groups) {
    int mask = (1 << width) - 1;
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
      target[i] = (int) word & mask;
      target[i + 1] = (int) (word >>> width) & mask;
      word = (long) LONG.get(data, position + second) >>> secondShift;
      target[i + 2] = (int) word & mask;
      target[i + 3] = (int) (word >>> width) & mask;
      word = (long) LONG.get(data, position + third) >>> thirdShift;
      target[i + 4] = (int) word & mask;
      target[i + 5] = (int) (word >>> width) & mask;
      word = (long) LONG.get(data, position + fourth) >>> fourthShift;
      target[i + 6] = (int) word & mask;
      target[i + 7] = (int) (word >>> width) & mask;
      position += width;
    }
  }

  /** As {@link #ints}, for widths up to 8 into bytes. */
  static void bytes(
      byte[] data, int from, long index, int width, byte[] target, int at, int count) {
    int done = 0;
    if (width == 1 && (index & 7) == 0) {
      int position = from + (int) (index >>> 3);
      for (; done + 8 <= count; done += 8) {
        LONG.set(target, at + done, SPREAD[data[position++] & 0xff]);
      }
    }
    long bit = (index + done) * width;
    int mask = (1 << width) - 1;
    for (; done < count; done++) {
      long word = (long) LONG.get(data, from + (int) (bit >>> 3));
      target[at + done] = (byte) ((word >>> (int) (bit & 7)) & mask);
      bit += width;
    }
  }
}
