package io.moraine.core.parquet.read;

import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * Byte arrays that all readers use by turns, since fresh ones cost more to clear and to touch than
 * a page takes to decode. Holds a limited number of bytes; safe for use by several threads.
 */
final class Buffers {
  private static final int LEAST_BITS = 12;
  private static final int MOST_BITS = 24;

  /** From here on there are four sizes from one power of two to the next. */
  private static final int LARGE_BITS = 19;

  /** With an array's header, a large array fills the heap's regions to the last byte. */
  private static final int HEADER_BYTES = 16;

  /** The sizes of arrays, ascending. */
  private static final int[] SIZES = sizes();

  private static final Buffers SHARED =
      new Buffers(Math.min(128L << 20, Runtime.getRuntime().maxMemory() / 16));

  private final long maxBytes;
  private final AtomicLong heldBytes = new AtomicLong();

  /** Arrays by size: all of one place have the size of that place. */
  private final ConcurrentLinkedDeque<byte[]>[] free;

  @SuppressWarnings({"unchecked", "rawtypes"})
  Buffers(long maxBytes) {
    this.maxBytes = maxBytes;
    this.free = new ConcurrentLinkedDeque[SIZES.length];
    for (int i = 0; i < free.length; i++) {
      free[i] = new ConcurrentLinkedDeque<>();
    }
  }

  private static int[] sizes() {
    IntStream.Builder sizes = IntStream.builder();
    for (int bits = LEAST_BITS; bits < LARGE_BITS; bits++) {
      sizes.add(1 << bits);
    }
    for (int bits = LARGE_BITS; bits < MOST_BITS; bits++) {
      for (int quarters = 4; quarters < 8; quarters++) {
        sizes.add((quarters << (bits - 2)) - HEADER_BYTES);
      }
    }
    return sizes.add(1 << MOST_BITS).build().toArray();
  }

  /** The buffers of the process. */
  static Buffers shared() {
    return SHARED;
  }

  /** An array of at least {@code size} bytes; what they are has no meaning. */
  byte[] take(int size) {
    int found = Arrays.binarySearch(SIZES, size);
    int place = found < 0 ? -found - 1 : found;
    if (size == 0 || place == SIZES.length) {
      return new byte[size];
    }
    byte[] buffer = free[place].pollFirst();
    if (buffer == null) {
      return new byte[SIZES[place]];
    }
    heldBytes.addAndGet(-buffer.length);
    return buffer;
  }

  /** Takes back an array of {@link #take} that nobody looks at any more. */
  void giveBack(byte[] buffer) {
    int place = Arrays.binarySearch(SIZES, buffer.length);
    if (place < 0) {
      return;
    }
    if (heldBytes.addAndGet(buffer.length) > maxBytes) {
      heldBytes.addAndGet(-buffer.length);
    } else {
      free[place].addFirst(buffer);
    }
  }
}
