package io.moraine.core.parquet.read;

import io.moraine.core.store.ObjectReader;

/** Bytes of a file that several column chunks share; read when first needed. */
final class ByteRange {
  private static final byte[] NONE = {};

  private final long from;
  private final int length;
  private byte[] spare;
  private byte[] bytes;

  /** {@code spare} is an array that nobody uses any more; it serves if it is large enough. */
  ByteRange(long from, int length, byte[] spare) {
    this.from = from;
    this.length = length;
    this.spare = spare;
  }

  long from() {
    return from;
  }

  byte[] read(ObjectReader in) {
    if (bytes == null) {
      byte[] target = spare.length >= length ? spare : new byte[length];
      in.read(from, target, 0, length);
      bytes = target;
    }
    return bytes;
  }

  /** An array that may be used for something else once this range is not read any more. */
  byte[] release() {
    byte[] released = bytes == null ? spare : bytes;
    bytes = null;
    spare = NONE;
    return released;
  }
}
