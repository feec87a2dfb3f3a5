package io.moraine.engine.dml;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.IntVector;
import io.moraine.core.batch.LongVector;
import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;

/** Which rows of which files go. */
final class RowPositions {
  private final Map<Integer, BitSet> byFile = new TreeMap<>();
  private long count;

  /**
   * Adds the row at position {@code position} of file {@code file}.
   *
   * @return whether it was not there yet
   */
  boolean add(int file, long position) {
    BitSet rows = byFile.computeIfAbsent(file, index -> new BitSet());
    int row = Math.toIntExact(position);
    if (rows.get(row)) {
      return false;
    }
    rows.set(row);
    count++;
    return true;
  }

  /** How many rows. */
  long count() {
    return count;
  }

  /** The rows by the files' indexes. */
  Map<Integer, BitSet> byFile() {
    return byFile;
  }

  /** Where the rows of {@code batch} are that are not in {@code gone}; returns how many. */
  static int selectOthers(ColumnBatch batch, int positionColumn, BitSet gone, int[] selection) {
    LongVector positions = (LongVector) batch.column(positionColumn).flat();
    int kept = 0;
    for (int row = 0; row < batch.rowCount(); row++) {
      selection[kept] = row;
      kept += gone.get(Math.toIntExact(positions.values()[row])) ? 0 : 1;
    }
    return kept;
  }

  /** The values of an integer column that may come in any form. */
  static int[] ints(ColumnBatch batch, int column) {
    return ((IntVector) batch.column(column).flat()).values();
  }

  /** The values of a long column that may come in any form. */
  static long[] longs(ColumnBatch batch, int column) {
    return ((LongVector) batch.column(column).flat()).values();
  }
}
