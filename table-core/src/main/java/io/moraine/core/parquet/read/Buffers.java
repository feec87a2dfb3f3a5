package io.moraine.core.parquet.read;

import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Byte arrays that all readers use by turns, since fresh ones cost more to clear and to touch than
 * a page takes to decode. Holds a limited number of bytes; safe for use by several threads.
 */
final class Buffers {
  private static final int LEAST_BITS = 12;
  private static final int MOST_BITS = 24;
  private static final Buffers SHARED =
      new Buffers(Math.min(128L << 20, Runtime.getRuntime().maxMemory() / 16));

  private final long maxBytes;
  private final AtomicLong heldBytes = new AtomicLong();

  /** Arrays by size: all of one place have the same power of two. */
  private final ConcurrentLinkedDeque<byte[]>[] free;

  @SuppressWarnings({"unchecked", "rawtypes"})
  Buffers(long maxBytes) {
    this.maxBytes = maxBytes;
    this.free = new ConcurrentLinkedDeque[MOST_BITS + 1];
    for (int i = LEAST_BITS; i <= MOST_BITS; i++) {
      free[i] = new ConcurrentLinkedDeque<>();
    }
  }

  /** The buffers of the process. */
  static Buffers shared() {
    return SHARED;
  }

  /** An array of at least {@code size} bytes; what they are has no meaning. */
  byte[] take(int size) {
    int bits = Math.max(LEAST_BITS, Integer.SIZE - Integer.numberOfLeadingZeros(size - 1));
    if (size == 0 || bits > MOST_BITS) {
      return new byte[size];
    }
    byte[] buffer = free[bits].pollFirst();
    if (buffer == null) {
      return new byte[1 << bits];
    }
    heldBytes.addAndGet(-buffer.length);
    return buffer;
  }

  /** Takes back an array of {@link #take} that nobody looks at any more. */
  void giveBack(byte[] buffer) {
    int bits = Integer.numberOfTrailingZeros(buffer.length);
    if (bits < LEAST_BITS || bits > MOST_BITS || buffer.length != 1 << bits) {
      return;
    }
    if (heldBytes.addAndGet(buffer.length) > maxBytes) {
      heldBytes.addAndGet(-buffer.length);
    } else {
      free[bits].addFirst(buffer);
    }
  }
}
