package io.moraine.reader;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.LongVector;
import io.moraine.log.deletionvector.DeletionVector;

/** Leaves the deleted rows of one file out of its batches. */
public final class DeletedRows {
  private final DeletionVector deleted;
  private int[] selection = new int[0];

  /** Leaves out the rows of {@code deleted}. */
  public DeletedRows(DeletionVector deleted) {
    this.deleted = deleted;
  }

  /**
   * The rows of {@code batch} that are not deleted; it itself if none is.
   *
   * @param positionColumn holds the rows' positions in the file, which rise
   */
  public ColumnBatch live(ColumnBatch batch, int positionColumn) {
    int rows = batch.rowCount();
    if (rows == 0) {
      return batch;
    }
    if (selection.length < rows) {
      selection = new int[rows];
    }
    int live = select(((LongVector) batch.column(positionColumn)).values(), rows);
    return live == rows ? batch : batch.select(selection, live);
  }

  private int select(long[] positions, int rows) {
    if (positions[rows - 1] - positions[0] == rows - 1) {
      return deleted.selectLive(positions[0], rows, selection);
    }
    int live = 0;
    for (int row = 0; row < rows; row++) {
      selection[live] = row;
      live += deleted.contains(positions[row]) ? 0 : 1;
    }
    return live;
  }
}
