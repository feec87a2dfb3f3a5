package io.moraine.reader.changes;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.LongVector;
import io.moraine.log.deletionvector.DeletionVector;

/** Keeps the rows of one file that a deletion vector marks. */
final class ChangedRows {
  private final DeletionVector marked;
  private int[] selection = new int[0];

  ChangedRows(DeletionVector marked) {
    this.marked = marked;
  }

  /**
   * The marked rows of {@code batch}.
   *
   * @param positionColumn holds the rows' positions in the file, which rise
   */
  ColumnBatch changed(ColumnBatch batch, int positionColumn) {
    int rows = batch.rowCount();
    if (rows == 0) {
      return batch;
    }
    if (selection.length < rows) {
      selection = new int[rows];
    }
    int count = select(((LongVector) batch.column(positionColumn)).values(), rows);
    return batch.select(selection, count);
  }

  private int select(long[] positions, int rows) {
    if (positions[rows - 1] - positions[0] == rows - 1) {
      return marked.selectDeleted(positions[0], rows, selection);
    }
    int count = 0;
    for (int row = 0; row < rows; row++) {
      selection[count] = row;
      count += marked.contains(positions[row]) ? 1 : 0;
    }
    return count;
  }
}
