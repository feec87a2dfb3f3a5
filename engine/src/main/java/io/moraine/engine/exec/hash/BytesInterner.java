package io.moraine.engine.exec.hash;

import io.moraine.core.batch.BytesVector;
import io.moraine.core.type.DataType;
import io.moraine.engine.exec.memory.MemoryExhaustedException;
import java.util.Arrays;

/** Numbers distinct byte strings from 0 in the order they first come, and keeps a copy of each. */
final class BytesInterner {
  private static final int MOST_BYTES = Integer.MAX_VALUE - 16;

  /** Upper half: hash; lower half: number + 1, or 0. */
  private long[] slots = new long[1 << 10];

  private long[] hashes = new long[64];
  private int[] start = new int[64];
  private int[] length = new int[64];
  private byte[] data = new byte[1 << 10];
  private int dataSize;
  private int size;

  int size() {
    return size;
  }

  long bytes() {
    return 8L * slots.length + 16L * hashes.length + data.length;
  }

  /** The hash of string {@code id}; equal strings of other interners have the same. */
  long hash(int id) {
    return hashes[id];
  }

  /** The number of {@code source[from .. from + count)}, a new one if it is new. */
  int insert(byte[] source, int from, int count) {
    long hash = Hashing.bytes(source, from, count);
    int slot = slotOf(hash, source, from, count);
    int entry = (int) slots[slot];
    return entry == 0 ? add(source, from, count, hash, slot) : entry - 1;
  }

  /** The number of {@code source[from .. from + count)}, or −1. */
  int find(byte[] source, int from, int count) {
    return (int) slots[slotOf(Hashing.bytes(source, from, count), source, from, count)] - 1;
  }

  /** The strings by number. */
  BytesVector values(DataType type) {
    return new BytesVector(type, size, data, start, length, null);
  }

  private int slotOf(long hash, byte[] source, int from, int count) {
    int mask = slots.length - 1;
    int slot = (int) (hash >>> 32) & mask;
    long entry = slots[slot];
    while (entry != 0
        && ((entry ^ hash) >>> 32 != 0 || !equal((int) entry - 1, source, from, count))) {
      slot = (slot + 1) & mask;
      entry = slots[slot];
    }
    return slot;
  }

  private boolean equal(int id, byte[] source, int from, int count) {
    return length[id] == count
        && Arrays.equals(data, start[id], start[id] + count, source, from, from + count);
  }

  private int add(byte[] source, int from, int count, long hash, int slot) {
    if (size == hashes.length) {
      int capacity = Tables.grown(size);
      hashes = Arrays.copyOf(hashes, capacity);
      start = Arrays.copyOf(start, capacity);
      length = Arrays.copyOf(length, capacity);
    }
    long end = (long) dataSize + count;
    if (end > data.length) {
      if (end > MOST_BYTES) {
        throw new MemoryExhaustedException(
            "Distinct strings of a key take more than %,d bytes".formatted(MOST_BYTES));
      }
      data = Arrays.copyOf(data, (int) Math.min(MOST_BYTES, end + end / 2));
    }
    System.arraycopy(source, from, data, dataSize, count);
    int id = size++;
    hashes[id] = hash;
    start[id] = dataSize;
    length[id] = count;
    dataSize = (int) end;
    slots[slot] = (hash & 0xFFFFFFFF00000000L) | (id + 1);
    if (2L * size > slots.length) {
      slots = WordsTable.grown(slots, size);
    }
    return id;
  }
}
