package io.moraine.core.parquet.read;

import io.moraine.core.store.ObjectReader;
import java.util.List;

/**
 * The bytes of one column chunk, in order: from ranges read as a whole, and elsewhere from a window
 * that moves over it.
 */
final class ChunkBytes implements AutoCloseable {
  private static final byte[] NONE = {};

  private final ObjectReader in;
  private final List<ByteRange> ranges;
  private final int windowBytes;
  private final long end;

  /** The range that the available bytes are of, or the first one after them. */
  private int range;

  /** Where in the file the available bytes end. */
  private long unread;

  private byte[] ownWindow = NONE;
  private byte[] window = NONE;
  private int position;
  private int limit;

  /**
   * Bytes {@code from} to {@code to} of a file.
   *
   * @param ranges by which they are read, in order
   * @param windowBytes how many bytes are read at once outside of them
   */
  ChunkBytes(ObjectReader in, List<ByteRange> ranges, int windowBytes, long from, long to) {
    this.in = in;
    this.ranges = ranges;
    this.windowBytes = windowBytes;
    this.unread = from;
    this.end = to;
  }

  /** How many bytes are left. */
  long remaining() {
    return end - filePosition();
  }

  /** Where the next byte lies in the file. */
  long filePosition() {
    return unread - (limit - position);
  }

  /** Goes on with the byte at {@code filePosition}, which is not before the next one. */
  void seek(long filePosition) {
    long distance = filePosition - filePosition();
    if (distance <= limit - position) {
      position += (int) distance;
    } else {
      position = 0;
      limit = 0;
      unread = filePosition;
    }
  }

  /**
   * Makes the next bytes available, at least {@code count}, of which there must be so many left.
   */
  void require(int count) {
    if (count <= limit - position) {
      return;
    }
    if (isInRange() && filePosition() + count <= ranges.get(range).to()) {
      useRange();
      return;
    }
    int kept = limit - position;
    int size = (int) Math.min(Math.max(count, windowBytes), remaining());
    byte[] target = ownWindow.length >= size ? ownWindow : Buffers.shared().take(size);
    System.arraycopy(window, position, target, 0, kept);
    in.read(unread, target, kept, size - kept);
    if (target != ownWindow) {
      close();
      ownWindow = target;
    }
    unread += size - kept;
    window = target;
    position = 0;
    limit = size;
  }

  /** Makes some bytes available, if any are left. */
  void requireSome() {
    if (limit > position || remaining() == 0) {
      return;
    }
    if (isInRange()) {
      useRange();
    } else {
      require(1);
    }
  }

  /** Whether the next byte is in the next range; ranges before it are done with. */
  private boolean isInRange() {
    long next = filePosition();
    while (range < ranges.size() && ranges.get(range).to() <= next) {
      ranges.get(range++).leave();
    }
    return range < ranges.size() && ranges.get(range).from() <= next;
  }

  private void useRange() {
    ByteRange current = ranges.get(range);
    position = (int) (filePosition() - current.from());
    window = current.read();
    unread = Math.min(end, current.to());
    limit = (int) (unread - current.from());
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

  /** Gives up what is held; the bytes cannot be read any more. */
  @Override
  public void close() {
    Buffers.shared().giveBack(ownWindow);
    ownWindow = NONE;
  }
}
