package io.moraine.engine.exec.hash;

import io.moraine.core.batch.ColumnVector;
import java.util.Arrays;
import java.util.List;

/**
 * Turns keys of several columns into words: the columns' codes side by side, each with a bit for
 * null where it may be null.
 */
final class KeyEncoder {
  private final KeyCodec[] codecs;

  /** Which word and which bit each column's code starts at. */
  private final int[] word;

  private final int[] shift;

  /** Where each column's null bit is; word −1 if it has none. */
  private final int[] nullWord;

  private final int[] nullShift;
  private final int width;

  /** An encoder of {@code columns}, in order. */
  KeyEncoder(List<KeyColumn> columns) {
    int count = columns.size();
    codecs = new KeyCodec[count];
    word = new int[count];
    shift = new int[count];
    nullWord = new int[count];
    nullShift = new int[count];
    int[] used = new int[2 * count + 1];
    for (int c = 0; c < count; c++) {
      codecs[c] = KeyCodec.of(columns.get(c).type());
      int bits = codecs[c].bits();
      word[c] = place(used, bits);
      shift[c] = used[word[c]];
      used[word[c]] += bits;
    }
    for (int c = 0; c < count; c++) {
      nullWord[c] = columns.get(c).nullable() ? place(used, 1) : -1;
      if (nullWord[c] >= 0) {
        nullShift[c] = used[nullWord[c]]++;
      }
    }
    int words = 0;
    while (used[words] > 0) {
      words++;
    }
    width = Math.max(1, words);
  }

  private static int place(int[] used, int bits) {
    int at = 0;
    while (used[at] + bits > 64) {
      at++;
    }
    return at;
  }

  /** How many words a key has. */
  int width() {
    return width;
  }

  KeyCodec codec(int column) {
    return codecs[column];
  }

  long bytes() {
    return Arrays.stream(codecs).mapToLong(KeyCodec::bytes).sum();
  }

  /** Buffers of one thread. */
  final class Scratch {
    private final KeyCodec.Scratch[] columns = new KeyCodec.Scratch[codecs.length];
    private final long[][] words = new long[width][0];

    Scratch() {
      Arrays.setAll(columns, c -> codecs[c].scratch());
    }

    private long[] word(int w, int rows) {
      if (words[w].length < rows) {
        words[w] = new long[Math.max(rows, 1024)];
      }
      return words[w];
    }
  }

  Scratch scratch() {
    return new Scratch();
  }

  /** The words of {@code keys}' rows; new values get codes. Valid until the next call. */
  long[][] insert(ColumnVector[] keys, int rows, Scratch scratch) {
    return combine(keys, codes(keys, scratch), rows, scratch);
  }

  /** The codes of {@code keys}' rows, column by column; new values get some. */
  long[][] codes(ColumnVector[] keys, Scratch scratch) {
    long[][] codes = new long[codecs.length][];
    for (int c = 0; c < codecs.length; c++) {
      codes[c] = codecs[c].insert(keys[c], scratch.columns[c]);
    }
    return codes;
  }

  /** The words of {@code keys}' rows, some that was never inserted for new values. */
  long[][] find(ColumnVector[] keys, int rows, Scratch scratch) {
    long[][] codes = new long[codecs.length][];
    for (int c = 0; c < codecs.length; c++) {
      codes[c] = codecs[c].find(keys[c], scratch.columns[c]);
    }
    return combine(keys, codes, rows, scratch);
  }

  /** What {@link #insert} gives for rows with these codes. */
  long[][] combine(ColumnVector[] keys, long[][] codes, int rows, Scratch scratch) {
    if (codecs.length == 1 && width == 1 && (nullWord[0] < 0 || !keys[0].mayHaveNulls())) {
      return codes;
    }
    boolean[] started = new boolean[width];
    long[][] words = new long[width][];
    for (int w = 0; w < width; w++) {
      words[w] = scratch.word(w, rows);
    }
    for (int c = 0; c < codecs.length; c++) {
      put(codes[c], shift[c], words[word[c]], rows, started[word[c]]);
      started[word[c]] = true;
    }
    for (int w = 0; w < width; w++) {
      if (!started[w]) {
        Arrays.fill(words[w], 0, rows, 0);
      }
    }
    for (int c = 0; c < codecs.length; c++) {
      byte[] validity = keys[c].validity();
      if (nullWord[c] >= 0 && validity != null) {
        putNulls(validity, nullShift[c], words[nullWord[c]], rows);
      }
    }
    return words;
  }

  private static void put(long[] codes, int shift, long[] word, int rows, boolean or) {
    if (or) {
      for (int i = 0; i < rows; i++) {
        word[i] |= codes[i] << shift;
      }
    } else if (shift == 0) {
      System.arraycopy(codes, 0, word, 0, rows);
    } else {
      for (int i = 0; i < rows; i++) {
        word[i] = codes[i] << shift;
      }
    }
  }

  private static void putNulls(byte[] validity, int shift, long[] word, int rows) {
    for (int i = 0; i < rows; i++) {
      word[i] |= (long) (1 - validity[i]) << shift;
    }
  }

  /** The codes of column {@code c} in keys {@code numbers[0 .. count)} of {@code stored} words. */
  long[] codes(int c, long[] stored, int[] numbers, int count) {
    long mask = codecs[c].bits() == 64 ? -1L : (1L << codecs[c].bits()) - 1;
    long[] codes = new long[count];
    for (int i = 0; i < count; i++) {
      codes[i] = (stored[numbers[i] * width + word[c]] >>> shift[c]) & mask;
    }
    return codes;
  }

  /**
   * The validity of column {@code c} in keys {@code numbers[0 .. count)}, null if all are valid.
   */
  byte[] validity(int c, long[] stored, int[] numbers, int count) {
    if (nullWord[c] < 0) {
      return null;
    }
    byte[] validity = new byte[count];
    boolean nulls = false;
    for (int i = 0; i < count; i++) {
      long bit = (stored[numbers[i] * width + nullWord[c]] >>> nullShift[c]) & 1;
      validity[i] = (byte) (1 - bit);
      nulls |= bit != 0;
    }
    return nulls ? validity : null;
  }
}
