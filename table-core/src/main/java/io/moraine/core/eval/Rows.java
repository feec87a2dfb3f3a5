package io.moraine.core.eval;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * The rows an expression is computed for: a batch, or some of its rows, gathered column by column.
 */
abstract class Rows {
  private final int count;

  private Rows(int count) {
    this.count = count;
  }

  final int count() {
    return count;
  }

  abstract ColumnVector column(int ordinal);

  /** {@code rows[0 .. selected)} of these; only the columns that are asked for are gathered. */
  final Rows select(int[] rows, int selected) {
    return selected == count ? this : new Selected(this, rows, selected);
  }

  static Rows of(ColumnBatch batch) {
    return new Whole(batch.rowCount(), batch.columns());
  }

  /** Rows of which only column {@code ordinal} is known. */
  static Rows of(int ordinal, ColumnVector column) {
    return new Rows(column.size()) {
      @Override
      ColumnVector column(int asked) {
        if (asked != ordinal) {
          throw new IllegalStateException("Column %d is not known".formatted(asked));
        }
        return column;
      }
    };
  }

  /** {@code count} rows with {@code columns}, each made when it is first asked for. */
  static Rows of(int count, IntFunction<ColumnVector> columns) {
    return new Rows(count) {
      private final Map<Integer, ColumnVector> made = new HashMap<>();

      @Override
      ColumnVector column(int ordinal) {
        return made.computeIfAbsent(ordinal, columns::apply);
      }
    };
  }

  private static final class Whole extends Rows {
    private final List<ColumnVector> columns;

    Whole(int count, List<ColumnVector> columns) {
      super(count);
      this.columns = columns;
    }

    @Override
    ColumnVector column(int ordinal) {
      return columns.get(ordinal);
    }
  }

  private static final class Selected extends Rows {
    private final Rows from;
    private final int[] rows;
    private ColumnVector[] gathered = new ColumnVector[0];

    /** {@code rows} must stay as they are. */
    Selected(Rows from, int[] rows, int selected) {
      super(selected);
      this.from = from;
      this.rows = rows;
    }

    @Override
    ColumnVector column(int ordinal) {
      if (ordinal >= gathered.length) {
        gathered = java.util.Arrays.copyOf(gathered, ordinal + 8);
      }
      if (gathered[ordinal] == null) {
        gathered[ordinal] = from.column(ordinal).select(rows, count());
      }
      return gathered[ordinal];
    }
  }
}
