package io.moraine.core.parquet.read;

/** An array that one page after the other is decompressed into. */
final class PageBuffer implements AutoCloseable {
  private byte[] bytes = new byte[0];

  /** The array, with room for {@code size} bytes; what it holds has no meaning. */
  byte[] ofSize(int size) {
    if (bytes.length < size) {
      close();
      bytes = Buffers.shared().take(size);
    }
    return bytes;
  }

  /** Gives the array up. */
  @Override
  public void close() {
    Buffers.shared().giveBack(bytes);
    bytes = new byte[0];
  }
}
