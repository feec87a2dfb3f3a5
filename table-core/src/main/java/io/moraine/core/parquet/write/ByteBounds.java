package io.moraine.core.parquet.write;

import java.util.Arrays;

/** Shorter bounds of binaries. */
final class ByteBounds {
  private ByteBounds() {}

  /** {@code value} itself, or its first {@code limit} bytes, which are not above it. */
  static byte[] lower(byte[] value, int limit) {
    return value.length <= limit ? value : Arrays.copyOf(value, limit);
  }

  /**
   * {@code value} itself, or at most {@code limit} bytes that are above everything that begins as
   * it does. {@code value} itself, too, if there are none because it begins with 0xff throughout.
   */
  static byte[] upper(byte[] value, int limit) {
    if (value.length <= limit) {
      return value;
    }
    for (int last = limit - 1; last >= 0; last--) {
      if (value[last] != (byte) 0xff) {
        byte[] bound = Arrays.copyOf(value, last + 1);
        bound[last]++;
        return bound;
      }
    }
    return value;
  }
}
