package io.moraine.core.parquet.read;

import io.moraine.core.store.ObjectReader;

/** Bytes of a file that several column chunks share; read when first needed. */
final class ByteRange implements AutoCloseable {
  private final long from;
  private final int length;
  private int users;
  private byte[] bytes;

  /** {@code users} chunks have bytes here. */
  ByteRange(long from, int length, int users) {
    this.from = from;
    this.length = length;
    this.users = users;
  }

  long from() {
    return from;
  }

  long to() {
    return from + length;
  }

  byte[] read(ObjectReader in) {
    if (bytes == null) {
      byte[] target = Buffers.shared().take(length);
      in.read(from, target, 0, length);
      bytes = target;
    }
    return bytes;
  }

  /** Says that one of the chunks has no use for the bytes any more. */
  void leave() {
    if (--users == 0) {
      close();
    }
  }

  /** Gives the bytes up: nobody may look at them any more. */
  @Override
  public void close() {
    if (bytes != null) {
      Buffers.shared().giveBack(bytes);
      bytes = null;
    }
  }
}
