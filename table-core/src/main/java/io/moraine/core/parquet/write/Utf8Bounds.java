package io.moraine.core.parquet.write;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Shorter bounds of strings that are valid UTF-8 themselves, as readers expect. */
final class Utf8Bounds {
  private Utf8Bounds() {}

  /** {@code value} itself, or whole characters of its first {@code limit} bytes. */
  static byte[] lower(byte[] value, int limit) {
    if (value.length <= limit) {
      return value;
    }
    int end = cut(value, limit);
    return end > 0 && isText(value, end)
        ? Arrays.copyOf(value, end)
        : ByteBounds.lower(value, limit);
  }

  /**
   * {@code value} itself, or a string of at most {@code limit} bytes, or one more, that is above
   * everything that begins as it does. {@code value} itself, too, if there is none because it
   * begins with U+10FFFF throughout.
   */
  static byte[] upper(byte[] value, int limit) {
    if (value.length <= limit) {
      return value;
    }
    int end = cut(value, limit);
    if (!isText(value, end)) {
      return ByteBounds.upper(value, limit);
    }
    while (end > 0) {
      int start = characterStart(value, end - 1);
      int next = codePoint(value, start, end) + 1;
      if (next == Character.MIN_SURROGATE) {
        next = Character.MAX_SURROGATE + 1;
      }
      if (next <= Character.MAX_CODE_POINT) {
        byte[] bound = Arrays.copyOf(value, start + 4);
        return Arrays.copyOf(bound, start + encode(next, bound, start));
      }
      end = start;
    }
    return value;
  }

  /** The most whole characters in the first {@code limit} bytes, in bytes. */
  private static int cut(byte[] value, int limit) {
    return isContinuation(value[limit]) ? characterStart(value, limit) : limit;
  }

  /** Bytes that are not UTF-8 have no characters to cut at. */
  private static boolean isText(byte[] value, int end) {
    byte[] again =
        new String(value, 0, end, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
    return Arrays.equals(again, 0, again.length, value, 0, end);
  }

  private static int characterStart(byte[] value, int within) {
    int start = within;
    while (start > 0 && isContinuation(value[start])) {
      start--;
    }
    return start;
  }

  private static boolean isContinuation(byte b) {
    return (b & 0xc0) == 0x80;
  }

  private static int codePoint(byte[] value, int start, int end) {
    int first = value[start] & 0xff;
    int codePoint = first < 0x80 ? first : first & (0x7f >> (end - start));
    for (int i = start + 1; i < end; i++) {
      codePoint = (codePoint << 6) | (value[i] & 0x3f);
    }
    return codePoint;
  }

  private static int encode(int codePoint, byte[] out, int at) {
    if (codePoint < 0x80) {
      out[at] = (byte) codePoint;
      return 1;
    }
    int bytes = codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
    int rest = codePoint;
    for (int i = bytes - 1; i > 0; i--) {
      out[at + i] = (byte) (0x80 | (rest & 0x3f));
      rest >>>= 6;
    }
    out[at] = (byte) ((0xf00 >> bytes) | rest);
    return bytes;
  }
}
