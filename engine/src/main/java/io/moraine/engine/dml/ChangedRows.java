package io.moraine.engine.dml;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.eval.Filter;
import io.moraine.core.function.EvaluationContext;
import io.moraine.log.sink.DataFileSink;
import java.util.Optional;
import java.util.stream.IntStream;

/** Takes the rows of a change's plan: addresses of old rows to a set, new rows to a sink. */
final class ChangedRows {
  private final TableChange change;
  private final RowPositions gone;
  private final Optional<Filter> check;
  private long inserted;
  private long updated;
  private long deleted;

  ChangedRows(TableChange change, RowPositions gone, EvaluationContext evaluation) {
    this.change = change;
    this.gone = gone;
    this.check = change.check().map(condition -> Filter.compile(condition, evaluation));
  }

  long inserted() {
    return inserted;
  }

  long updated() {
    return updated;
  }

  long deleted() {
    return deleted;
  }

  void take(ColumnBatch batch, DataFileSink sink) {
    int[] actions = RowPositions.ints(batch, 0);
    int[] files = RowPositions.ints(batch, 1);
    long[] positions = RowPositions.longs(batch, 2);
    int[] fresh = new int[batch.rowCount()];
    int count = 0;
    for (int row = 0; row < batch.rowCount(); row++) {
      RowAction action = RowAction.of(actions[row]);
      if (action != RowAction.INSERT && !gone.add(files[row], positions[row])) {
        refuseRepeats();
        continue;
      }
      switch (action) {
        case INSERT -> inserted++;
        case UPDATE -> updated++;
        case DELETE -> deleted++;
      }
      fresh[count] = row;
      count += action == RowAction.DELETE ? 0 : 1;
    }
    if (count > 0) {
      ColumnBatch rows = newRows(batch).select(fresh, count);
      verify(rows);
      sink.write(rows);
    }
  }

  /** Called where a row was met before: its change is then told twice. */
  private void refuseRepeats() {
    if (change.repeats() == TableChange.Repeats.REFUSED) {
      throw new InvalidInputException(
          "Cannot %s %s: several source rows match one row of the table, so that its new value is ambiguous. Make the source's keys unique, for instance by an aggregate"
              .formatted(change.kind().logName(), change.target().name()));
    }
  }

  private static ColumnBatch newRows(ColumnBatch batch) {
    return batch.project(
        IntStream.range(TableChange.ADDRESS_COLUMNS, batch.schema().size()).toArray());
  }

  private void verify(ColumnBatch rows) {
    if (check.isPresent()
        && check.get().select(rows, new int[rows.rowCount()]) != rows.rowCount()) {
      throw new InvalidInputException(
          "Cannot write to %s: a new row does not satisfy the condition of what is replaced, %s"
              .formatted(change.target().name(), change.check().orElseThrow()));
    }
  }
}
