package io.moraine.core.parquet.write;

import java.util.Arrays;

/** Gives codes to 64-bit values, in the order in which they come. */
final class FixedDictionary {
  private static final long MIX = 0x9e37_79b9_7f4a_7c15L;
  private static final int LEAST_BITS = 10;

  private long[] values = new long[1 << (LEAST_BITS - 1)];
  private int size;

  /** A code plus one, or 0 where free; at most half of them are taken. */
  private int[] slots = new int[1 << LEAST_BITS];

  private int shift = Long.SIZE - LEAST_BITS;

  int size() {
    return size;
  }

  /** The values by code. */
  long[] values() {
    return values;
  }

  void clear() {
    size = 0;
    Arrays.fill(slots, 0);
  }

  /** Puts the codes of {@code in[0 .. count)} into {@code codes} from {@code at} on. */
  void encode(long[] in, int count, int[] codes, int at) {
    for (int i = 0; i < count; i++) {
      codes[at + i] = code(in[i]);
    }
  }

  private int code(long value) {
    int slot = (int) ((value * MIX) >>> shift);
    for (int code = slots[slot]; code != 0; code = slots[slot]) {
      if (values[code - 1] == value) {
        return code - 1;
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    return add(value, slot);
  }

  private int add(long value, int slot) {
    slots[slot] = size + 1;
    values[size++] = value;
    if (size == values.length) {
      grow();
    }
    return size - 1;
  }

  private void grow() {
    values = Arrays.copyOf(values, 2 * size);
    slots = new int[4 * size];
    shift--;
    for (int code = 0; code < size; code++) {
      int slot = (int) ((values[code] * MIX) >>> shift);
      while (slots[slot] != 0) {
        slot = (slot + 1) & (slots.length - 1);
      }
      slots[slot] = code + 1;
    }
  }
}
