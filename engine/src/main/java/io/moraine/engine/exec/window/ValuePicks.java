package io.moraine.engine.exec.window;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.Vectors;
import io.moraine.engine.physical.WindowCall;
import io.moraine.engine.physical.WindowCall.Nulls;
import java.util.List;

/** Values of other rows: of a frame's, or some rows away. */
final class ValuePicks {
  private static final int NONE = -1;

  private ValuePicks() {}

  static ColumnVector picked(WindowCall.Picked call, FrameRows frame, ColumnVector values) {
    Present present = new Present(values, call.nulls());
    int[] rows = new int[values.size()];
    for (int i = 0; i < rows.length; i++) {
      int first = present.before(frame.from(i));
      int after = present.before(frame.to(i));
      long wanted = call.pick() == WindowCall.Pick.LAST ? after - 1L : first + call.number() - 1;
      rows[i] = wanted >= first && wanted < after ? present.row((int) wanted) : NONE;
    }
    return gathered(values, rows);
  }

  static ColumnVector shifted(
      WindowCall.Shifted call, SortedPart part, ColumnVector values, ColumnVector otherwise) {
    Present present = new Present(values, call.nulls());
    int size = values.size();
    int[] rows = new int[size];
    for (int i = 0; i < size; i++) {
      int first = present.before(part.partitionFrom(i));
      int after = present.before(part.partitionTo(i));
      // Of a row that is passed over, the rows before and after it are those of its gap.
      boolean isGap = call.nulls() == Nulls.IGNORE && values.isNull(i);
      long own = present.before(i);
      long wanted = own + call.offset() - (isGap && call.offset() > 0 ? 1 : 0);
      boolean itself = call.offset() == 0;
      boolean found = wanted >= first && wanted < after;
      rows[i] = itself ? i : found ? present.row((int) wanted) : size + i;
    }
    return Vectors.concat(values.type(), List.of(values, otherwise)).select(rows, size);
  }

  private static ColumnVector gathered(ColumnVector values, int[] rows) {
    int[] existing = new int[rows.length];
    byte[] validity = new byte[rows.length];
    for (int i = 0; i < rows.length; i++) {
      existing[i] = Math.max(0, rows[i]);
      validity[i] = (byte) (rows[i] == NONE || values.isNull(rows[i]) ? 0 : 1);
    }
    return Vectors.withValidity(values.select(existing, rows.length), validity);
  }

  /** The rows that count, numbered. */
  private static final class Present {
    /** How many rows before each count; null if all do. */
    private final int[] before;

    private final int[] rows;

    Present(ColumnVector values, Nulls nulls) {
      if (nulls == Nulls.RESPECT || !values.mayHaveNulls()) {
        before = null;
        rows = null;
        return;
      }
      int size = values.size();
      before = new int[size + 1];
      rows = new int[size];
      for (int i = 0; i < size; i++) {
        rows[before[i]] = i;
        before[i + 1] = before[i] + (values.isNull(i) ? 0 : 1);
      }
    }

    int before(int row) {
      return before == null ? row : before[row];
    }

    int row(int number) {
      return rows == null ? number : rows[number];
    }
  }
}
