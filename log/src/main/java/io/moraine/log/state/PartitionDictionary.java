package io.moraine.log.state;

import io.moraine.core.batch.BytesVector;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.DictionaryVector;
import io.moraine.core.batch.MapVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives each distinct set of partition values a number. To be used by one thread. */
final class PartitionDictionary {
  private static final int NULL_LENGTH = -1;
  private static final int MAX_CODES = 1 << 16;

  private final List<Map<String, @Nullable String>> values = new ArrayList<>();
  private final List<byte[]> encoded = new ArrayList<>();

  /** Numbers by the hashes of encoded values; a free slot has −1. */
  private int[] slots = filled(64);

  /** Numbers by the codes of a map's only key and value, for the dictionaries below. */
  private int[] byCode = new int[0];

  private @Nullable ColumnVector knownKeys;
  private @Nullable ColumnVector knownValues;

  private byte[] scratch = new byte[256];
  private int scratchSize;
  private int last = -1;

  private static int[] filled(int size) {
    int[] slots = new int[size];
    Arrays.fill(slots, -1);
    return slots;
  }

  List<Map<String, @Nullable String>> values() {
    return values;
  }

  /** The number of the values in {@code row}; a null map counts as an empty one. */
  int number(MapVector maps, int row) {
    int code = code(maps, row);
    if (code < 0) {
      return find(maps, row);
    }
    if (byCode[code] < 0) {
      byCode[code] = find(maps, row);
    }
    return byCode[code];
  }

  /** Where {@link #byCode} has the number of a map of one entry; −1 if nowhere. */
  private int code(MapVector maps, int row) {
    int at = maps.offsets()[row];
    if (maps.offsets()[row + 1] != at + 1
        || !(maps.keys() instanceof DictionaryVector keys)
        || !(maps.values() instanceof DictionaryVector texts)
        || texts.isNull(at)) {
      return -1;
    }
    if (keys.dictionary() != knownKeys || texts.dictionary() != knownValues) {
      knownKeys = keys.dictionary();
      knownValues = texts.dictionary();
      long codes = (long) keys.dictionary().size() * texts.dictionary().size();
      byCode = codes > MAX_CODES ? new int[0] : filled((int) codes);
    }
    return byCode.length == 0
        ? -1
        : keys.codes()[at] * texts.dictionary().size() + texts.codes()[at];
  }

  private int find(MapVector maps, int row) {
    encode(maps, row);
    if (last >= 0 && isScratch(encoded.get(last))) {
      return last;
    }
    int slot = slot(PathHash.of(scratch, 0, scratchSize));
    last = slots[slot] >= 0 ? slots[slot] : add(slot, maps, row);
    return last;
  }

  private int slot(int hash) {
    int slot = hash & slots.length - 1;
    while (slots[slot] >= 0 && !isScratch(encoded.get(slots[slot]))) {
      slot = slot + 1 & slots.length - 1;
    }
    return slot;
  }

  private boolean isScratch(byte[] bytes) {
    return Arrays.equals(bytes, 0, bytes.length, scratch, 0, scratchSize);
  }

  private int add(int slot, MapVector maps, int row) {
    int number = values.size();
    Map<String, @Nullable String> map = new LinkedHashMap<>();
    int[] offsets = maps.offsets();
    for (int i = offsets[row]; i < offsets[row + 1]; i++) {
      map.put((String) maps.keys().value(i), (String) maps.values().value(i));
    }
    values.add(map.isEmpty() ? Map.of() : map);
    encoded.add(Arrays.copyOf(scratch, scratchSize));
    slots[slot] = number;
    if (2 * values.size() > slots.length) {
      grow();
    }
    return number;
  }

  private void grow() {
    slots = filled(2 * slots.length);
    for (int i = 0; i < encoded.size(); i++) {
      int slot = PathHash.of(encoded.get(i), 0, encoded.get(i).length) & slots.length - 1;
      while (slots[slot] >= 0) {
        slot = slot + 1 & slots.length - 1;
      }
      slots[slot] = i;
    }
  }

  private void encode(MapVector maps, int row) {
    scratchSize = 0;
    int[] offsets = maps.offsets();
    for (int i = offsets[row]; i < offsets[row + 1]; i++) {
      append(maps.keys(), i);
      append(maps.values(), i);
    }
  }

  private void append(ColumnVector strings, int row) {
    if (strings.isNull(row)) {
      appendLength(NULL_LENGTH);
      return;
    }
    int at = row;
    ColumnVector plain = strings;
    if (strings instanceof DictionaryVector codes) {
      at = codes.codes()[row];
      plain = codes.dictionary();
    }
    BytesVector bytes = (BytesVector) plain;
    int length = bytes.length()[at];
    appendLength(length);
    ensure(length);
    System.arraycopy(bytes.data(), bytes.start()[at], scratch, scratchSize, length);
    scratchSize += length;
  }

  private void appendLength(int length) {
    ensure(Integer.BYTES);
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      scratch[scratchSize++] = (byte) (length >> shift);
    }
  }

  private void ensure(int more) {
    if (scratchSize + more > scratch.length) {
      scratch = Arrays.copyOf(scratch, Math.max(scratchSize + more, 2 * scratch.length));
    }
  }
}
