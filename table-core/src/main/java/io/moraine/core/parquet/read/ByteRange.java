package io.moraine.core.parquet.read;

import io.moraine.core.store.ObjectReader;

/** Bytes of a file that several column chunks share; read when first needed. */
final class ByteRange {
  private final long from;
  private final int length;
  private byte[] bytes;

  ByteRange(long from, int length) {
    this.from = from;
    this.length = length;
  }

  long from() {
    return from;
  }

  byte[] read(ObjectReader in) {
    if (bytes == null) {
      byte[] target = new byte[length];
      in.read(from, target, 0, length);
      bytes = target;
    }
    return bytes;
  }
}
