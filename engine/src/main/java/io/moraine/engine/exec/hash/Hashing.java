package io.moraine.engine.exec.hash;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Hash functions of 64 bits. */
final class Hashing {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long FIRST = 0x9E3779B97F4A7C15L;
  private static final long SECOND = 0xC2B2AE3D27D4EB4FL;

  private Hashing() {}

  /** Every bit of the result depends on every bit of {@code value}. */
  static long mix(long value) {
    long h = value;
    h = (h ^ (h >>> 32)) * FIRST;
    h = (h ^ (h >>> 29)) * SECOND;
    return h ^ (h >>> 32);
  }

  /** The hash of a sequence that had {@code hash} so far and goes on with {@code value}. */
  static long combine(long hash, long value) {
    long product = (hash ^ value) * FIRST;
    return Long.rotateLeft(product, 27) * SECOND + value;
  }

  /** The hash of {@code data[start .. start + length)}. */
  static long bytes(byte[] data, int start, int length) {
    long h = length * FIRST;
    int at = start;
    int end = start + length;
    while (at <= end - 8) {
      h = combine(h, (long) LONGS.get(data, at));
      at += 8;
    }
    if (at < end) {
      h = combine(h, tail(data, at, end));
    }
    return mix(h);
  }

  private static long tail(byte[] data, int from, int to) {
    if (from + 8 <= data.length) {
      return (long) LONGS.get(data, from) & (-1L >>> (64 - 8 * (to - from)));
    }
    long value = 0;
    for (int i = from; i < to; i++) {
      value |= (data[i] & 0xFFL) << (8 * (i - from));
    }
    return value;
  }
}
