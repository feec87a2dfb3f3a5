package io.moraine.core.parquet.read;

/** An array that one page after the other is decompressed into. */
final class PageBuffer {
  private byte[] bytes = new byte[0];

  /** The array, with room for {@code size} bytes; what it holds has no meaning. */
  byte[] ofSize(int size) {
    if (bytes.length < size) {
      bytes = new byte[size];
    }
    return bytes;
  }
}
