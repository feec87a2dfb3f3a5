package io.moraine.core.parquet.write;

/** The first eight bytes of byte strings, as numbers. */
final class Prefix {
  private Prefix() {}

  /** The first byte is the least significant one; zeros follow the last. */
  static long of(byte[] data, int start, int length) {
    if (length >= Long.BYTES) {
      return (long) ByteSink.LONG.get(data, start);
    } else if (start + Long.BYTES <= data.length) {
      return (long) ByteSink.LONG.get(data, start) & ((1L << (Byte.SIZE * length)) - 1);
    }
    long prefix = 0;
    for (int i = 0; i < length; i++) {
      prefix |= (data[start + i] & 0xffL) << (Byte.SIZE * i);
    }
    return prefix;
  }

  /** As {@link #of}, but so that unsigned order is that of the strings, where prefixes differ. */
  static long ordered(byte[] data, int start, int length) {
    return Long.reverseBytes(of(data, start, length));
  }
}
