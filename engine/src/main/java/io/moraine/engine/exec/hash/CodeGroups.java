package io.moraine.engine.exec.hash;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.type.DataType.Primitive;
import java.util.List;

/**
 * Numbers of keys of few distinct strings, by an array over the columns' codes side by side. Only
 * remembers: a table says what they are.
 */
final class CodeGroups {
  /** Bits of all codes together. */
  private static final int BITS = 16;

  private static final int MOST_COLUMNS = 4;

  /** Codes of one column are below this; it itself stands for null. */
  private final int nullCode;

  private final int shift;

  /** By codes: number + 1, or 0. */
  private final int[] numbers;

  private int[] places = new int[0];

  private CodeGroups(int bits, int columns) {
    this.shift = bits;
    this.nullCode = (1 << bits) - 1;
    this.numbers = new int[1 << (bits * columns)];
  }

  /** For keys of {@code columns}; null if they are not two to four of strings. */
  static CodeGroups of(List<KeyColumn> columns) {
    int count = columns.size();
    boolean strings =
        count > 1
            && count <= MOST_COLUMNS
            && columns.stream().allMatch(column -> column.type() == Primitive.STRING);
    return strings ? new CodeGroups(BITS / count, count) : null;
  }

  /** Writes the numbers of all rows, or returns false if one is not known or has a large code. */
  boolean find(ColumnVector[] keys, long[][] codes, int rows, int[] found) {
    if (!place(keys, codes, rows)) {
      return false;
    }
    int missing = 0;
    for (int i = 0; i < rows; i++) {
      int number = numbers[places[i]] - 1;
      found[i] = number;
      missing |= number;
    }
    return missing >= 0;
  }

  /** Remembers the numbers of rows. */
  void learn(ColumnVector[] keys, long[][] codes, int rows, int[] known) {
    if (place(keys, codes, rows)) {
      for (int i = 0; i < rows; i++) {
        numbers[places[i]] = known[i] + 1;
      }
    }
  }

  private boolean place(ColumnVector[] keys, long[][] codes, int rows) {
    if (places.length < rows) {
      places = new int[Math.max(rows, 1024)];
    }
    long seen = 0;
    for (int c = 0; c < codes.length; c++) {
      long[] own = codes[c];
      byte[] validity = keys[c].validity();
      for (int i = 0; i < rows; i++) {
        seen |= own[i];
      }
      if (seen >= nullCode) {
        return false;
      }
      for (int i = 0; i < rows; i++) {
        int code = validity != null && validity[i] == 0 ? nullCode : (int) own[i];
        places[i] = c == 0 ? code : places[i] << shift | code;
      }
    }
    return true;
  }
}
