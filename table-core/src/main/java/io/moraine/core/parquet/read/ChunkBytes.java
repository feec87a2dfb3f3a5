package io.moraine.core.parquet.read;

import io.moraine.core.store.ObjectReader;

/**
 * The bytes of one column chunk, in order: from a range read as a whole, or, for large chunks, from
 * a window that moves over it.
 */
final class ChunkBytes {
  private final ObjectReader in;
  private final ByteRange range;
  private final int windowBytes;

  /** Where in the file the bytes after the window begin. */
  private long unread;

  private final long end;
  private byte[] window;
  private int position;
  private int limit;

  private ChunkBytes(ObjectReader in, ByteRange range, int windowBytes, long from, long to) {
    this.in = in;
    this.range = range;
    this.windowBytes = windowBytes;
    this.unread = from;
    this.end = to;
  }

  /** Bytes {@code from} to {@code to} of a file, which lie in {@code range}. */
  static ChunkBytes within(ObjectReader in, ByteRange range, long from, long to) {
    return new ChunkBytes(in, range, 0, from, to);
  }

  /** Bytes {@code from} to {@code to} of a file, some {@code windowBytes} of them at a time. */
  static ChunkBytes windowed(ObjectReader in, int windowBytes, long from, long to) {
    return new ChunkBytes(in, null, windowBytes, from, to);
  }

  /** How many bytes are left. */
  long remaining() {
    return end - filePosition();
  }

  /** Where the next byte lies in the file. */
  long filePosition() {
    return unread - (limit - position);
  }

  /**
   * Makes the next bytes available, at least {@code count}, of which there must be so many left.
   */
  void require(int count) {
    if (count <= limit - position) {
      return;
    }
    if (range != null) {
      window = range.read(in);
      position = Math.toIntExact(filePosition() - range.from());
      limit = Math.toIntExact(end - range.from());
      unread = end;
      return;
    }
    int kept = limit - position;
    int size = (int) Math.min(Math.max(count, windowBytes), remaining());
    byte[] target = window != null && window.length >= size ? window : new byte[size];
    if (kept > 0) {
      System.arraycopy(window, position, target, 0, kept);
    }
    in.read(unread, target, kept, size - kept);
    unread += size - kept;
    window = target;
    position = 0;
    limit = size;
  }

  /** The array that the available bytes lie in; valid until the next {@link #require}. */
  byte[] array() {
    return window;
  }

  /** Where in {@link #array()} the next byte is. */
  int position() {
    return position;
  }

  /** How many bytes are available. */
  int available() {
    return limit - position;
  }

  /** Steps over {@code count} available bytes. */
  void advance(int count) {
    position += count;
  }
}
