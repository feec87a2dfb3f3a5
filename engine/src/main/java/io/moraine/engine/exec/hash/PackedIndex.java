package io.moraine.engine.exec.hash;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.IntVector;
import io.moraine.core.batch.LongVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Numbers keys of whole numbers whose ranges, side by side, fit a word: each key is one word, and
 * where the words' range is not much larger than their count, its own place in an array.
 */
final class PackedIndex {
  /** The last bit stays free, so that no word is negative. */
  private static final int MOST_BITS = 62;

  /** An array of the range has so many places a key at most. */
  private static final int PLACES = 8;

  private static final int MOST_PLACES = 1 << 28;

  private final long[] min;
  private final long[] max;
  private final int[] shift;

  /** By word: the key's number + 1, or 0; null if the words are in {@code table}. */
  private final int[] places;

  private final LongTable table;
  private int size;

  private PackedIndex(List<KeyRange> ranges, int[] shift, int places, int count) {
    this.min = ranges.stream().mapToLong(KeyRange::min).toArray();
    this.max = ranges.stream().mapToLong(KeyRange::max).toArray();
    this.shift = shift;
    this.places = places > 0 ? new int[places] : null;
    this.table = places > 0 ? null : new LongTable(count);
  }

  /**
   * An index of {@code keys}, all rows of them, where their types and values allow it; writes each
   * row's number.
   */
  static Optional<PackedIndex> of(List<KeyColumn> columns, ColumnVector[] keys, int[] numbers) {
    List<KeyRange> ranges = new ArrayList<>();
    int[] shift = new int[keys.length];
    int bits = 0;
    for (int c = 0; c < keys.length; c++) {
      Optional<KeyRange> range =
          columns.get(c).nullable() ? Optional.empty() : KeyRange.of(keys[c]);
      shift[c] = bits;
      bits += range.map(KeyRange::bits).orElse(MOST_BITS + 1);
      if (bits > MOST_BITS) {
        return Optional.empty();
      }
      ranges.add(range.get());
    }
    if (ranges.isEmpty()) {
      return Optional.empty();
    }
    int count = ranges.get(0).count();
    long span = 0;
    for (int c = 0; c < keys.length; c++) {
      span += (ranges.get(c).max() - ranges.get(c).min()) << shift[c];
    }
    boolean dense = span < Math.min(MOST_PLACES, (long) PLACES * count + 4096);
    PackedIndex index = new PackedIndex(ranges, shift, dense ? (int) span + 1 : 0, count);
    index.insert(ranges, count, numbers);
    return Optional.of(index);
  }

  private void insert(List<KeyRange> ranges, int count, int[] numbers) {
    long[] words = new long[count];
    for (int c = 0; c < min.length; c++) {
      long[] values = ranges.get(c).values();
      for (int i = 0; i < count; i++) {
        words[i] |= (values[i] - min[c]) << shift[c];
      }
    }
    if (table != null) {
      table.insert(words, count, numbers);
      size = table.size();
      return;
    }
    for (int i = 0; i < count; i++) {
      int place = (int) words[i];
      if (places[place] == 0) {
        places[place] = ++size;
      }
      numbers[i] = places[place] - 1;
    }
  }

  /** How many distinct keys there are. */
  int size() {
    return size;
  }

  long bytes() {
    return table != null ? table.bytes() : 4L * places.length;
  }

  /** A finder for one thread. */
  KeyNumbers finder() {
    return new Finder();
  }

  private final class Finder implements KeyNumbers {
    private long[] words = new long[0];

    @Override
    public void find(ColumnVector[] keys, int rows, int[] numbers) {
      if (places != null && keys.length == 1) {
        findPlaces(keys[0].flat(), rows, numbers);
        return;
      }
      if (words.length < rows) {
        words = new long[Math.max(rows, 1024)];
      }
      Arrays.fill(words, 0, rows, 0);
      for (int c = 0; c < keys.length; c++) {
        pack(keys[c].flat(), c, rows);
      }
      if (table != null) {
        // No key has the word −1.
        table.find(words, rows, numbers);
        return;
      }
      for (int i = 0; i < rows; i++) {
        numbers[i] = words[i] < 0 ? -1 : places[(int) words[i]] - 1;
      }
    }

    /** Adds the codes of column {@code c}; a value out of range makes the word −1 for good. */
    private void pack(ColumnVector column, int c, int rows) {
      long first = min[c];
      long span = max[c] - first;
      int by = shift[c];
      if (column instanceof LongVector longs) {
        long[] values = longs.values();
        for (int i = 0; i < rows; i++) {
          long at = values[i] - first;
          words[i] |= at < 0 || at > span ? -1 : at << by;
        }
      } else {
        int[] values = ((IntVector) column).values();
        for (int i = 0; i < rows; i++) {
          long at = values[i] - first;
          words[i] |= at < 0 || at > span ? -1 : at << by;
        }
      }
    }

    private void findPlaces(ColumnVector column, int rows, int[] numbers) {
      long first = min[0];
      long span = max[0] - first;
      int[] all = places;
      if (column instanceof LongVector longs) {
        long[] values = longs.values();
        for (int i = 0; i < rows; i++) {
          long at = values[i] - first;
          numbers[i] = at < 0 || at > span ? -1 : all[(int) at] - 1;
        }
      } else {
        int[] values = ((IntVector) column).values();
        for (int i = 0; i < rows; i++) {
          long at = values[i] - first;
          numbers[i] = at < 0 || at > span ? -1 : all[(int) at] - 1;
        }
      }
    }
  }
}
