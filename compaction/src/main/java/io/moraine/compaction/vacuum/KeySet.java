package io.moraine.compaction.vacuum;

/**
 * A set of keys that takes some 16 bytes for each: it holds hashes of 64 bits. So it may contain a
 * key that nobody added, once in a great many; a file that stays for that harms nothing.
 */
final class KeySet {
  private static final long FACTOR = 0x9E3779B97F4A7C15L;
  private static final int TURN = 29;
  private static final int FIRST_SLOTS = 1 << 10;

  /** A power of two of slots, at most half of them taken; 0 is free. */
  private long[] slots = new long[FIRST_SLOTS];

  private int size;

  void add(String key) {
    if (2 * size >= slots.length) {
      grow();
    }
    if (put(slots, hash(key))) {
      size++;
    }
  }

  boolean contains(String key) {
    long hash = hash(key);
    int mask = slots.length - 1;
    for (int i = (int) hash & mask; slots[i] != 0; i = (i + 1) & mask) {
      if (slots[i] == hash) {
        return true;
      }
    }
    return false;
  }

  private void grow() {
    long[] larger = new long[2 * slots.length];
    for (long hash : slots) {
      if (hash != 0) {
        put(larger, hash);
      }
    }
    slots = larger;
  }

  private static boolean put(long[] slots, long hash) {
    int mask = slots.length - 1;
    int i = (int) hash & mask;
    while (slots[i] != 0) {
      if (slots[i] == hash) {
        return false;
      }
      i = (i + 1) & mask;
    }
    slots[i] = hash;
    return true;
  }

  private static long hash(String key) {
    long hash = key.length() * FACTOR;
    for (int i = 0; i < key.length(); i++) {
      hash = Long.rotateLeft((hash ^ key.charAt(i)) * FACTOR, TURN);
    }
    hash ^= hash >>> 32;
    hash *= FACTOR;
    hash ^= hash >>> 32;
    return hash == 0 ? 1 : hash;
  }
}
