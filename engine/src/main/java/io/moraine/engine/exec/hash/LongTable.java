package io.moraine.engine.exec.hash;

import java.util.Arrays;

/**
 * Numbers distinct words from 0 in the order they first come. Open addressing with linear probing,
 * at most half full.
 */
final class LongTable {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
  private static final int FIRST_SLOTS = 1 << 10;

  /** Number of the key + 1, or 0. */
  private int[] slots;

  /** By number. */
  private long[] keys;

  private int size;
  private int shift;

  LongTable() {
    this(0);
  }

  /** A table with room for {@code expected} keys. */
  LongTable(int expected) {
    int bits = Math.max(10, 65 - Long.numberOfLeadingZeros(Math.max(1, expected) - 1L));
    bits = Math.min(bits, 30);
    this.slots = new int[Math.max(FIRST_SLOTS, 1 << bits)];
    this.shift = 64 - bits;
    this.keys = new long[Math.max(16, expected)];
  }

  int size() {
    return size;
  }

  long bytes() {
    return 4L * slots.length + 8L * keys.length;
  }

  /** The key of each number. */
  long[] keys() {
    return keys;
  }

  /** Gives a number to no key. */
  int addUnkeyed() {
    room();
    return size++;
  }

  /** Writes the numbers of {@code words[0 .. count)} to {@code ids}, new ones for new words. */
  void insert(long[] words, int count, int[] ids) {
    if (count == 0) {
      return;
    }
    int[] table = slots;
    long[] known = keys;
    int mask = table.length - 1;
    int by = shift;
    long last = ~words[0];
    int lastId = -1;
    for (int i = 0; i < count; i++) {
      long word = words[i];
      if (word != last) {
        int slot = (int) ((word * GOLDEN) >>> by);
        int entry = table[slot];
        while (entry != 0 && known[entry - 1] != word) {
          slot = (slot + 1) & mask;
          entry = table[slot];
        }
        if (entry == 0) {
          entry = add(word, slot) + 1;
          table = slots;
          known = keys;
          mask = table.length - 1;
          by = shift;
        }
        last = word;
        lastId = entry - 1;
      }
      ids[i] = lastId;
    }
  }

  /** Writes the numbers of {@code words[0 .. count)} to {@code ids}, −1 where there is none. */
  void find(long[] words, int count, int[] ids) {
    int[] table = slots;
    long[] known = keys;
    int mask = table.length - 1;
    int by = shift;
    for (int i = 0; i < count; i++) {
      long word = words[i];
      int slot = (int) ((word * GOLDEN) >>> by);
      int entry = table[slot];
      while (entry != 0 && known[entry - 1] != word) {
        slot = (slot + 1) & mask;
        entry = table[slot];
      }
      ids[i] = entry - 1;
    }
  }

  private int add(long word, int slot) {
    room();
    int id = size++;
    keys[id] = word;
    slots[slot] = id + 1;
    if (2L * size > slots.length) {
      grow();
    }
    return id;
  }

  private void room() {
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, Tables.grown(size));
    }
  }

  private void grow() {
    int[] old = slots;
    int bits = 64 - shift + (old.length < (1 << 20) ? 2 : 1);
    if (bits > 30) {
      throw Tables.full(size);
    }
    int[] table = new int[1 << bits];
    int mask = table.length - 1;
    shift = 64 - bits;
    for (int entry : old) {
      if (entry != 0) {
        int slot = (int) ((keys[entry - 1] * GOLDEN) >>> shift);
        while (table[slot] != 0) {
          slot = (slot + 1) & mask;
        }
        table[slot] = entry;
      }
    }
    slots = table;
  }
}
