package io.moraine.engine.exec.hash;

import java.util.Arrays;

/**
 * Numbers distinct keys of {@code width} words from 0 in the order they first come. A slot holds 32
 * bits of the hash too, so that unequal keys are rarely compared and growing reads no keys.
 */
final class WordsTable {
  private final int width;

  /** Upper half: hash; lower half: number of the key + 1, or 0. */
  private long[] slots = new long[1 << 10];

  /** Key {@code n} at {@code n * width}. */
  private long[] keys;

  private int size;

  WordsTable(int width) {
    this.width = width;
    this.keys = new long[64 * width];
  }

  int size() {
    return size;
  }

  long bytes() {
    return 8L * slots.length + 8L * keys.length;
  }

  long[] keys() {
    return keys;
  }

  /** Writes the numbers of the keys {@code words[..][0 .. count)} to {@code ids}. */
  void insert(long[][] words, int count, int[] ids) {
    for (int row = 0; row < count; row++) {
      long hash = hash(words, row);
      int slot = slotOf(hash, words, row);
      int entry = (int) slots[slot];
      ids[row] = entry == 0 ? add(words, row, hash, slot) : entry - 1;
    }
  }

  /** Writes the numbers of the keys {@code words[..][0 .. count)} to {@code ids}, −1 for none. */
  void find(long[][] words, int count, int[] ids) {
    for (int row = 0; row < count; row++) {
      ids[row] = (int) slots[slotOf(hash(words, row), words, row)] - 1;
    }
  }

  private static long hash(long[][] words, int row) {
    long hash = 0;
    for (long[] word : words) {
      hash = Hashing.combine(hash, word[row]);
    }
    return Hashing.mix(hash);
  }

  /** The slot that holds the key, or the empty one where it belongs. */
  private int slotOf(long hash, long[][] words, int row) {
    int mask = slots.length - 1;
    int slot = (int) (hash >>> 32) & mask;
    long entry = slots[slot];
    while (entry != 0
        && ((entry ^ hash) >>> 32 != 0 || !equal(((int) entry - 1) * width, words, row))) {
      slot = (slot + 1) & mask;
      entry = slots[slot];
    }
    return slot;
  }

  private boolean equal(int at, long[][] words, int row) {
    for (int w = 0; w < width; w++) {
      if (keys[at + w] != words[w][row]) {
        return false;
      }
    }
    return true;
  }

  private int add(long[][] words, int row, long hash, int slot) {
    int at = Math.multiplyExact(size, width);
    if (at + width > keys.length) {
      keys = Arrays.copyOf(keys, Tables.grown(keys.length));
    }
    for (int w = 0; w < width; w++) {
      keys[at + w] = words[w][row];
    }
    int id = size++;
    slots[slot] = (hash & 0xFFFFFFFF00000000L) | (id + 1);
    if (2L * size > slots.length) {
      slots = grown(slots, size);
    }
    return id;
  }

  /** The same entries in more slots; entries carry the hash bits they are placed by. */
  static long[] grown(long[] old, int size) {
    if (old.length >= 1 << 30) {
      throw Tables.full(size);
    }
    long[] table = new long[old.length * (old.length < (1 << 20) ? 4 : 2)];
    int mask = table.length - 1;
    for (long entry : old) {
      if (entry != 0) {
        int slot = (int) (entry >>> 32) & mask;
        while (table[slot] != 0) {
          slot = (slot + 1) & mask;
        }
        table[slot] = entry;
      }
    }
    return table;
  }
}
