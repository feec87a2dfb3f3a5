package io.moraine.core.parquet.write;

import java.util.Arrays;

/**
 * The entries that a part of the schema has for some rows: at least one a row, more within arrays
 * and maps.
 */
final class Entries {
  private final int count;
  private final byte[] definitions;
  private final byte[] repetitions;
  private final int[] rows;
  private final int from;

  /**
   * Entries, whose arrays are not to be changed.
   *
   * @param count how many entries
   * @param definitions each entry's definition level where it has no row; null if every entry has
   *     one
   * @param repetitions each entry's repetition level; null if each entry starts a row
   * @param rows each entry's row in the part's vector, −1 where something around it is null or
   *     empty; null if they are {@code from}, {@code from + 1} and so on
   * @param from the first entry's row where {@code rows} is null
   */
  Entries(int count, byte[] definitions, byte[] repetitions, int[] rows, int from) {
    this.count = count;
    this.definitions = definitions;
    this.repetitions = repetitions;
    this.rows = rows;
    this.from = from;
  }

  /** Rows {@code from} to {@code from + count} of a batch. */
  static Entries ofRows(int from, int count) {
    return new Entries(count, null, null, null, from);
  }

  int count() {
    return count;
  }

  byte[] definitions() {
    return definitions;
  }

  byte[] repetitions() {
    return repetitions;
  }

  int[] rows() {
    return rows;
  }

  int from() {
    return from;
  }

  int row(int entry) {
    return rows == null ? from + entry : rows[entry];
  }

  /** In which of the rows, from 0, {@code entry} lies. */
  int rowOf(int entry) {
    if (repetitions == null) {
      return entry;
    }
    int row = -1;
    for (int i = 0; i <= entry; i++) {
      row += repetitions[i] == 0 ? 1 : 0;
    }
    return row;
  }

  /** Levels to change, as they are now. */
  byte[] copyDefinitions() {
    return definitions == null ? new byte[count] : Arrays.copyOf(definitions, count);
  }
}
