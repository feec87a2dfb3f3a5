package io.moraine.log.path;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Finds paths with nothing to decode, to normalise or to refuse, eight bytes at a time. */
final class PlainPath {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final boolean[] SPECIAL = special();

  private PlainPath() {}

  private static boolean[] special() {
    boolean[] special = new boolean[128];
    for (byte c : "%:\\?#\0/.".getBytes(StandardCharsets.US_ASCII)) {
      special[c] = true;
    }
    return special;
  }

  static boolean isPlain(byte[] utf8, int from, int to) {
    int i = from;
    // As if a slash were before the path.
    long slashBefore = 0x80;
    for (; i + Long.BYTES <= to; i += Long.BYTES) {
      long word = (long) LONG.get(utf8, i);
      long slashes = bytes(word, '/');
      long parts = slashes | bytes(word, '.');
      long suspects =
          zeros(word)
              // Also finds three neighbours of '#' and '%', and two of ':' and '?'.
              | bytes(word & 0xF9 * ONES, 0x21)
              | bytes(word & 0xFA * ONES, 0x3A)
              | bytes(word, '\\')
              | (((slashes << Byte.SIZE) | slashBefore) & parts);
      if (suspects != 0) {
        return isPlainByBytes(utf8, from, to);
      }
      slashBefore = slashes >>> (Long.SIZE - Byte.SIZE);
    }
    byte before = slashBefore != 0 ? (byte) '/' : (byte) 'a';
    return isPlainByBytes(utf8, i, to, before);
  }

  private static boolean isPlainByBytes(byte[] utf8, int from, int to) {
    return isPlainByBytes(utf8, from, to, (byte) '/');
  }

  private static boolean isPlainByBytes(byte[] utf8, int from, int to, byte first) {
    byte before = first;
    for (int i = from; i < to; i++) {
      byte c = utf8[i];
      if (c >= 0 && SPECIAL[c] && (before == '/' || (c != '/' && c != '.'))) {
        return false;
      }
      before = c;
    }
    return before != '/';
  }

  /** The high bit of each byte that is {@code c}; perhaps also of bytes above such a one. */
  private static long bytes(long word, int c) {
    return zeros(word ^ c * ONES);
  }

  private static long zeros(long word) {
    return (word - ONES) & ~word & HIGHS;
  }
}
