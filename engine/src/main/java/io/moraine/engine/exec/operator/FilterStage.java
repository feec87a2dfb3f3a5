package io.moraine.engine.exec.operator;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.eval.Filter;
import io.moraine.core.expr.Expression;
import io.moraine.core.function.EvaluationContext;
import io.moraine.engine.exec.pipeline.BatchSink;
import io.moraine.engine.exec.pipeline.Stage;
import java.util.BitSet;

/** Lets through the rows for which a predicate is true. */
public final class FilterStage implements Stage {
  private final Filter filter;
  private final BitSet needed;

  /** A filter by {@code predicate}; only columns {@code needed} need hold values after it. */
  public FilterStage(Expression predicate, BitSet needed, EvaluationContext context) {
    this.filter = Filter.compile(predicate, context);
    this.needed = needed;
  }

  @Override
  public BatchSink worker(BatchSink next) {
    return new FilterSink(next);
  }

  private final class FilterSink implements BatchSink {
    private final BatchSink next;
    private int[] selection = new int[0];

    FilterSink(BatchSink next) {
      this.next = next;
    }

    @Override
    public boolean accept(ColumnBatch batch, long position) {
      int rows = batch.rowCount();
      if (selection.length < rows) {
        selection = new int[rows];
      }
      int selected = filter.select(batch, selection);
      if (selected == 0) {
        return true;
      }
      return next.accept(
          selected == rows
              ? batch
              : new ColumnBatch(
                  batch.schema(), selected, Gather.rows(batch, selection, selected, needed)),
          position);
    }
  }
}
