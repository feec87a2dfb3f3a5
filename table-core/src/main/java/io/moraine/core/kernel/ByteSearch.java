package io.moraine.core.kernel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds bytes in bytes, eight positions at a time. */
public final class ByteSearch {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;

  private ByteSearch() {}

  /** The first place in {@code data[from .. to)} where all of {@code sought} stands, or −1. */
  public static int indexOf(byte[] data, int from, int to, byte[] sought) {
    int length = sought.length;
    if (length == 0) {
      return from <= to ? from : -1;
    }
    int lastStart = to - length;
    int distance = length - 1;
    long first = (sought[0] & 0xFFL) * ONES;
    long last = (sought[distance] & 0xFFL) * ONES;
    int at = from;
    // Positions where both the first and the last byte fit are few; those are compared in full.
    for (; at + 7 <= lastStart; at += 8) {
      long differs =
          ((long) LONGS.get(data, at) ^ first) | ((long) LONGS.get(data, at + distance) ^ last);
      long candidates = (differs - ONES) & ~differs & HIGHS;
      while (candidates != 0) {
        int place = at + (Long.numberOfTrailingZeros(candidates) >>> 3);
        if (matches(data, place, sought)) {
          return place;
        }
        candidates &= candidates - 1;
      }
    }
    for (; at <= lastStart; at++) {
      if (matches(data, at, sought)) {
        return at;
      }
    }
    return -1;
  }

  private static boolean matches(byte[] data, int at, byte[] sought) {
    for (int i = 0; i < sought.length; i++) {
      if (data[at + i] != sought[i]) {
        return false;
      }
    }
    return true;
  }
}
