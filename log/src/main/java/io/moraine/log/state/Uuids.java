package io.moraine.log.state;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** UUIDs in the form of 36 lower-case characters, and in 16 bytes. */
final class Uuids {
  /** The characters of one. */
  static final int CHARS = 36;

  /** The bytes of one. */
  static final int BYTES = 16;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;

  /** From the digit before {@code 'a'}, were it one, to that. */
  private static final int GAP = 'a' - '0' - 10;

  private static final byte[] DIGITS = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };

  private Uuids() {}

  /**
   * Packs the UUID {@code text[from .. from + 36)} into {@code target[at .. at + 16)}; false, with
   * anything there, if it is none.
   */
  static boolean pack(byte[] text, int from, byte[] target, int at) {
    if (text[from + 8] != '-'
        || text[from + 13] != '-'
        || text[from + 18] != '-'
        || text[from + 23] != '-') {
      return false;
    }
    long first = (long) LONG.get(text, from);
    long second = joined((int) INT.get(text, from + 9), (int) INT.get(text, from + 14));
    long third = joined((int) INT.get(text, from + 19), (int) INT.get(text, from + 24));
    long fourth = (long) LONG.get(text, from + 28);
    if (!areDigits(first) || !areDigits(second) || !areDigits(third) || !areDigits(fourth)) {
      return false;
    }
    INT.set(target, at, packed(first));
    INT.set(target, at + 4, packed(second));
    INT.set(target, at + 8, packed(third));
    INT.set(target, at + 12, packed(fourth));
    return true;
  }

  private static long joined(int low, int high) {
    return (low & 0xFFFFFFFFL) | ((long) high << Integer.SIZE);
  }

  private static long values(long digits) {
    return (digits & 0x0F0F0F0F0F0F0F0FL) + ((digits >>> 6) & ONES) * 9;
  }

  /** Whether the eight characters are lower-case hexadecimal digits. */
  private static boolean areDigits(long chars) {
    long values = values(chars);
    if ((values & 0xF0F0F0F0F0F0F0F0L) != 0) {
      return false;
    }
    long letters = ((values + 6 * ONES) >>> 4) & ONES;
    return values + '0' * ONES + letters * GAP == chars;
  }

  /** The first of two digits is the byte's upper half. */
  private static int packed(long digits) {
    long values = values(digits);
    long pairs = ((values << 4) | (values >>> Byte.SIZE)) & 0x00FF00FF00FF00FFL;
    long quads = (pairs | (pairs >>> Byte.SIZE)) & 0x0000FFFF0000FFFFL;
    return (int) (quads | (quads >>> (2 * Byte.SIZE)));
  }

  /** Writes the 36 characters of the UUID {@code packed[from .. from + 16)}. */
  static void unpack(byte[] packed, int from, byte[] target, int at) {
    int next = at;
    for (int i = 0; i < BYTES; i++) {
      if (i == 4 || i == 6 || i == 8 || i == 10) {
        target[next++] = '-';
      }
      target[next++] = DIGITS[(packed[from + i] >> 4) & 0xF];
      target[next++] = DIGITS[packed[from + i] & 0xF];
    }
  }
}
