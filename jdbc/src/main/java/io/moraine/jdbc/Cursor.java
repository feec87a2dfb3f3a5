package io.moraine.jdbc;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.type.StructType;
import java.sql.SQLException;

/** Walks over the rows of batches, of which it holds one. */
final class Cursor {
  private final BatchReader batches;
  private final Running running;
  private final long maxRows;
  private ColumnBatch batch;
  private int row;
  private long number;
  private boolean ended;
  private boolean closed;

  /** Before the first row of at most {@code maxRows}; 0 for all. */
  Cursor(BatchReader batches, Running running, long maxRows) {
    this.batches = batches;
    this.running = running;
    this.maxRows = maxRows;
  }

  StructType schema() {
    return batches.schema();
  }

  boolean next() throws SQLException {
    if (ended || (maxRows > 0 && number == maxRows)) {
      ended = true;
      release();
      return false;
    }
    row++;
    while (batch == null || row >= batch.rowCount()) {
      batch = running.call(batches::next);
      row = 0;
      if (batch == null) {
        ended = true;
        release();
        return false;
      }
    }
    number++;
    return true;
  }

  private void release() throws SQLException {
    batch = null;
    close();
  }

  /** Whether there is a current row. */
  boolean isOnRow() {
    return batch != null && number > 0 && !ended;
  }

  boolean isBeforeFirst() {
    return number == 0 && !ended;
  }

  boolean isAfterLast() {
    return ended && number > 0;
  }

  /** The current row's number, from 1; 0 where there is none. */
  long number() {
    return isOnRow() ? number : 0;
  }

  /** The current row's value as the batch holds it. */
  Object value(int ordinal) {
    return batch.column(ordinal).value(row);
  }

  /** Gives up the rows that were not read. */
  void close() throws SQLException {
    if (!closed) {
      closed = true;
      Failures.during(
          () -> {
            batches.close();
            return null;
          });
    }
  }
}
