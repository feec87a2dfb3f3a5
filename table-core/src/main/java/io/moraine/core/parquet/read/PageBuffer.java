package io.moraine.core.parquet.read;

import io.moraine.core.parquet.decode.Scratch;

/** Arrays that one page after the other is decompressed into and decoded with. */
final class PageBuffer implements AutoCloseable {
  private byte[] bytes = new byte[0];
  private final Scratch scratch = new Scratch();

  /** The array, with room for {@code size} bytes; what it holds has no meaning. */
  byte[] ofSize(int size) {
    if (bytes.length < size) {
      close();
      bytes = Buffers.shared().take(size);
    }
    return bytes;
  }

  /** What decoders of the pages use. */
  Scratch scratch() {
    return scratch;
  }

  /** Gives the array up. */
  @Override
  public void close() {
    Buffers.shared().giveBack(bytes);
    bytes = new byte[0];
  }
}
