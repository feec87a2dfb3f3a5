package io.moraine.log.sink;

import io.moraine.core.batch.BytesVector;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.DictionaryVector;
import io.moraine.core.batch.IntVector;
import io.moraine.core.batch.LongVector;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The distinct values of a column: each row's as a code, and for each code the first row that has
 * it. Null is a value too. Of a dictionary, entries count, which may repeat.
 */
final class DistinctValues {
  private static final int FREE = -1;

  private final int[] codes;
  private int[] firstRows = new int[16];
  private int[] hashes = new int[16];
  private int count;

  /** Open addressing: a slot holds a code; at most half of the slots are in use. */
  private int[] slots = free(64);

  private int nullCode = FREE;

  private DistinctValues(int rows) {
    codes = new int[rows];
  }

  /** The distinct values of {@code column}. */
  static DistinctValues of(ColumnVector column) {
    DistinctValues distinct = new DistinctValues(column.size());
    if (column instanceof DictionaryVector dictionary) {
      distinct.addCodes(dictionary);
    } else if (column instanceof BytesVector bytes) {
      distinct.addBytes(bytes);
    } else if (column instanceof LongVector longs) {
      distinct.addLongs(longs);
    } else if (column instanceof IntVector ints) {
      distinct.addInts(ints);
    } else {
      distinct.addObjects(column);
    }
    return distinct;
  }

  /** Each row's code, from 0. */
  int[] codes() {
    return codes;
  }

  /** How many codes there are. */
  int count() {
    return count;
  }

  /** The first row of {@code code}. */
  int firstRow(int code) {
    return firstRows[code];
  }

  private void addCodes(DictionaryVector column) {
    int[] codeOfEntry = free(column.dictionary().size());
    for (int row = 0; row < codes.length; row++) {
      if (column.isNull(row)) {
        codes[row] = nullCode(row);
      } else {
        int entry = column.codes()[row];
        if (codeOfEntry[entry] == FREE) {
          codeOfEntry[entry] = newCode(row);
        }
        codes[row] = codeOfEntry[entry];
      }
    }
  }

  private void addBytes(BytesVector column) {
    byte[] data = column.data();
    int[] start = column.start();
    int[] length = column.length();
    for (int row = 0; row < codes.length; row++) {
      if (column.isNull(row)) {
        codes[row] = nullCode(row);
        continue;
      }
      int from = start[row];
      int to = from + length[row];
      int hash = 1;
      for (int i = from; i < to; i++) {
        hash = 31 * hash + data[i];
      }
      int slot = slot(hash);
      while (slots[slot] != FREE) {
        int first = firstRows[slots[slot]];
        if (Arrays.equals(data, from, to, data, start[first], start[first] + length[first])) {
          break;
        }
        slot = (slot + 1) & (slots.length - 1);
      }
      codes[row] = take(slot, row, hash);
    }
  }

  private void addLongs(LongVector column) {
    long[] values = column.values();
    for (int row = 0; row < codes.length; row++) {
      if (column.isNull(row)) {
        codes[row] = nullCode(row);
        continue;
      }
      int hash = Long.hashCode(values[row]);
      int slot = slot(hash);
      while (slots[slot] != FREE && values[firstRows[slots[slot]]] != values[row]) {
        slot = (slot + 1) & (slots.length - 1);
      }
      codes[row] = take(slot, row, hash);
    }
  }

  private void addInts(IntVector column) {
    int[] values = column.values();
    for (int row = 0; row < codes.length; row++) {
      if (column.isNull(row)) {
        codes[row] = nullCode(row);
        continue;
      }
      int slot = slot(values[row]);
      while (slots[slot] != FREE && values[firstRows[slots[slot]]] != values[row]) {
        slot = (slot + 1) & (slots.length - 1);
      }
      codes[row] = take(slot, row, values[row]);
    }
  }

  private void addObjects(ColumnVector column) {
    Map<Object, Integer> known = new HashMap<>();
    for (int row = 0; row < codes.length; row++) {
      if (column.isNull(row)) {
        codes[row] = nullCode(row);
      } else {
        int next = row;
        codes[row] = known.computeIfAbsent(column.value(row), value -> newCode(next));
      }
    }
  }

  private int slot(int hash) {
    int mixed = hash * 0x9E3779B9;
    return (mixed ^ mixed >>> 16) & (slots.length - 1);
  }

  /** The code in {@code slot}, which {@code row} takes if it is free. */
  private int take(int slot, int row, int hash) {
    int code = slots[slot];
    if (code == FREE) {
      code = newCode(row);
      hashes[code] = hash;
      slots[slot] = code;
      if (2 * count > slots.length) {
        grow();
      }
    }
    return code;
  }

  private void grow() {
    slots = free(2 * slots.length);
    for (int code = 0; code < count; code++) {
      if (code != nullCode) {
        int slot = slot(hashes[code]);
        while (slots[slot] != FREE) {
          slot = (slot + 1) & (slots.length - 1);
        }
        slots[slot] = code;
      }
    }
  }

  private int nullCode(int row) {
    if (nullCode == FREE) {
      nullCode = newCode(row);
    }
    return nullCode;
  }

  private int newCode(int row) {
    if (count == firstRows.length) {
      firstRows = Arrays.copyOf(firstRows, 2 * count);
      hashes = Arrays.copyOf(hashes, 2 * count);
    }
    firstRows[count] = row;
    return count++;
  }

  private static int[] free(int length) {
    int[] slots = new int[length];
    Arrays.fill(slots, FREE);
    return slots;
  }
}
