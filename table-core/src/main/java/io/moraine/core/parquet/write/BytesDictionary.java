package io.moraine.core.parquet.write;

import java.util.Arrays;

/** Gives codes to byte strings, in the order in which they come. */
final class BytesDictionary {
  private static final long MIX = 0x9e37_79b9_7f4a_7c15L;
  private static final int LEAST_BITS = 10;

  /** Before each entry's bytes; zero in dictionaries of values of one length. */
  private final int lengthBytes;

  /** The entries one after the other, just as a dictionary page wants them. */
  private final ByteSink data = new ByteSink();

  private int[] starts = new int[1 << (LEAST_BITS - 1)];
  private int[] lengths = new int[1 << (LEAST_BITS - 1)];

  /** Of each entry, as {@link Prefix} has them: with the length they decide on short strings. */
  private long[] prefixes = new long[1 << (LEAST_BITS - 1)];

  private int[] hashes = new int[1 << (LEAST_BITS - 1)];
  private int size;

  /** A code plus one, or 0 where free; at most half of them are taken. */
  private int[] slots = new int[1 << LEAST_BITS];

  BytesDictionary(int lengthBytes) {
    this.lengthBytes = lengthBytes;
  }

  int size() {
    return size;
  }

  /** What the first {@code entries} entries take in a dictionary page. */
  int sizeBytes(int entries) {
    return entries == 0 ? 0 : starts[entries - 1] + lengths[entries - 1];
  }

  /** The bytes that the entries lie in. */
  byte[] data() {
    return data.array();
  }

  int start(int code) {
    return starts[code];
  }

  int length(int code) {
    return lengths[code];
  }

  void clear() {
    size = 0;
    data.clear();
    Arrays.fill(slots, 0);
  }

  /** The code of {@code source[start .. start + length)}. */
  int code(byte[] source, int start, int length) {
    long prefix = Prefix.of(source, start, length);
    int hash = hash(prefix, source, start, length);
    int slot = hash & (slots.length - 1);
    for (int code = slots[slot]; code != 0; code = slots[slot]) {
      int entry = code - 1;
      if (prefixes[entry] == prefix
          && lengths[entry] == length
          && (length <= Long.BYTES || equals(entry, source, start, length))) {
        return entry;
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    return add(source, start, length, prefix, hash, slot);
  }

  /** Compares all but the first eight bytes, of at least nine. */
  private boolean equals(int entry, byte[] source, int start, int length) {
    byte[] entries = data.array();
    int from = starts[entry];
    int last = length - Long.BYTES;
    for (int i = Long.BYTES; i < last; i += Long.BYTES) {
      if ((long) ByteSink.LONG.get(entries, from + i)
          != (long) ByteSink.LONG.get(source, start + i)) {
        return false;
      }
    }
    return (long) ByteSink.LONG.get(entries, from + last)
        == (long) ByteSink.LONG.get(source, start + last);
  }

  private int add(byte[] source, int start, int length, long prefix, int hash, int slot) {
    if (lengthBytes > 0) {
      data.putInt(length);
    }
    starts[size] = data.size();
    lengths[size] = length;
    prefixes[size] = prefix;
    hashes[size] = hash;
    data.putBytes(source, start, length);
    slots[slot] = ++size;
    if (size == starts.length) {
      grow();
    }
    return size - 1;
  }

  private void grow() {
    starts = Arrays.copyOf(starts, 2 * size);
    lengths = Arrays.copyOf(lengths, 2 * size);
    prefixes = Arrays.copyOf(prefixes, 2 * size);
    hashes = Arrays.copyOf(hashes, 2 * size);
    slots = new int[4 * size];
    for (int code = 0; code < size; code++) {
      int slot = hashes[code] & (slots.length - 1);
      while (slots[slot] != 0) {
        slot = (slot + 1) & (slots.length - 1);
      }
      slots[slot] = code + 1;
    }
  }

  private static int hash(long prefix, byte[] source, int start, int length) {
    long hash = mix(prefix + length);
    if (length > Long.BYTES) {
      int last = start + length - Long.BYTES;
      for (int at = start + Long.BYTES; at < last; at += Long.BYTES) {
        hash = mix(hash ^ (long) ByteSink.LONG.get(source, at));
      }
      // Some bytes count twice, which does no harm.
      hash = mix(hash ^ (long) ByteSink.LONG.get(source, last));
    }
    return (int) (hash >>> 32);
  }

  private static long mix(long hash) {
    long mixed = hash * MIX;
    return mixed ^ (mixed >>> 29);
  }
}
