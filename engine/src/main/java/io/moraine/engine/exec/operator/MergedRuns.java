package io.moraine.engine.exec.operator;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.Vectors;
import io.moraine.core.type.StructType;
import io.moraine.engine.exec.context.CancellationToken;
import io.moraine.engine.exec.pipeline.BatchSink;
import io.moraine.engine.exec.pipeline.MorselSource;
import io.moraine.engine.exec.sort.KeyOrder;
import io.moraine.engine.exec.sort.RowOrder;
import io.moraine.engine.exec.sort.RowSorter;
import io.moraine.engine.exec.spill.SpilledRows;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Sorted runs, merged. Of each run one piece is held. Rows up to the least of the pieces' last rows
 * can be followed by none that is not there yet: they are sorted together and given, and at least
 * one piece is done with.
 */
final class MergedRuns implements MorselSource {
  private final List<Run> runs = new ArrayList<>();
  private final int width;
  private final List<KeyOrder> orders;
  private final StructType schema;
  private final CancellationToken cancellation;
  private final AtomicReference<Object> owner = new AtomicReference<>();
  private long position;

  /** A run, and where it is being read. */
  private static final class Run {
    private final SpilledRows rows;
    private List<ColumnVector> piece = List.of();
    private int next;
    private int row;
    private int count;

    Run(SpilledRows rows) {
      this.rows = rows;
    }

    /** Whether there is a row, which is read then. */
    boolean advance() {
      while (row == count && next < rows.pieces()) {
        piece = rows.read(next);
        count = rows.rows(next++);
        row = 0;
      }
      return row < count;
    }
  }

  /** The first {@code width} columns of {@code runs} are given, by the order of the others. */
  MergedRuns(
      List<SpilledRows> runs,
      int width,
      List<KeyOrder> orders,
      StructType schema,
      CancellationToken cancellation) {
    runs.forEach(run -> this.runs.add(new Run(run)));
    this.width = width;
    this.orders = orders;
    this.schema = schema;
    this.cancellation = cancellation;
  }

  @Override
  public Cursor worker() {
    Object self = new Object();
    return sink -> {
      if (!owner.compareAndSet(null, self) && owner.get() != self) {
        return Progress.EXHAUSTED;
      }
      return advance(sink);
    };
  }

  private Progress advance(BatchSink sink) {
    cancellation.check();
    runs.removeIf(run -> !run.advance());
    if (runs.isEmpty()) {
      return Progress.EXHAUSTED;
    }
    Run least = runs.get(0);
    for (Run run : runs.subList(1, runs.size())) {
      if (order(run, least).compare(run.count - 1, least.count - 1) < 0) {
        least = run;
      }
    }
    List<List<ColumnVector>> parts = new ArrayList<>();
    int rows = 0;
    for (Run run : runs) {
      int to = run == least ? run.count : upTo(run, least);
      int from = run.row;
      if (to > from) {
        parts.add(run.piece.stream().map(column -> column.slice(from, to)).toList());
        rows += to - from;
        run.row = to;
      }
    }
    return sink.accept(merged(parts, rows), position++) ? Progress.MORE : Progress.SATISFIED;
  }

  private RowOrder order(Run left, Run right) {
    return new RowOrder(keys(left.piece), keys(right.piece), orders);
  }

  private List<ColumnVector> keys(List<ColumnVector> columns) {
    return columns.subList(width, columns.size());
  }

  /** Where the rows of {@code run} end that do not come after the last of {@code least}. */
  private int upTo(Run run, Run least) {
    RowOrder order = order(run, least);
    int low = run.row;
    int high = run.count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (order.compare(middle, least.count - 1) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private ColumnBatch merged(List<List<ColumnVector>> parts, int rows) {
    List<ColumnVector> columns = new ArrayList<>();
    for (int c = 0; c < parts.get(0).size(); c++) {
      int ordinal = c;
      List<ColumnVector> pieces = parts.stream().map(part -> part.get(ordinal)).toList();
      columns.add(Vectors.concat(pieces.get(0).type(), pieces));
    }
    int[] sorted = RowSorter.sort(keys(columns), orders, rows);
    return new ColumnBatch(
        schema,
        rows,
        columns.subList(0, width).stream().map(column -> column.select(sorted, rows)).toList());
  }

  @Override
  public int usefulWorkers() {
    return 1;
  }

  @Override
  public void close() {}
}
