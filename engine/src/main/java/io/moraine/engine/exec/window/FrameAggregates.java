package io.moraine.engine.exec.window;

import io.moraine.core.batch.BooleanVector;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.function.EvaluationContext;
import io.moraine.engine.exec.aggregate.Accumulator;
import io.moraine.engine.exec.aggregate.Accumulators;
import io.moraine.engine.exec.aggregate.InputRows;
import io.moraine.engine.exec.operator.Projection;
import io.moraine.engine.physical.AggregateCall;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An aggregate over the frames of a part's rows. Of whole partitions it is computed once each; of
 * other frames by a tree of partial results over runs of 1, 2, 4, … rows, of which each frame is
 * put together, so that nothing ever has to be taken back out of a sum.
 */
final class FrameAggregates {
  /** Frames are written out up to so many rows at a time, where results cannot be merged. */
  private static final int CHUNK_ROWS = 65_536;

  private final SortedPart part;
  private final AggregateCall call;
  private final ColumnVector[] arguments;

  /** The rows that the call's filter lets pass, in order. */
  private final int[] passing;

  FrameAggregates(SortedPart part, AggregateCall call, EvaluationContext context) {
    this.part = part;
    this.call = call;
    List<Expression> expressions = new ArrayList<>(call.arguments());
    expressions.add(call.filter());
    ColumnVector[] vectors = new Projection(expressions, context).evaluate(part.rows());
    this.arguments = Arrays.copyOf(vectors, call.arguments().size());
    this.passing = passing(call.filter(), vectors[vectors.length - 1].flat(), part.size());
  }

  private static int[] passing(Expression filter, ColumnVector values, int size) {
    int[] rows = new int[size];
    int count = 0;
    for (int i = 0; i < size; i++) {
      rows[count] = i;
      boolean passes =
          filter.equals(Literal.TRUE)
              || (!values.isNull(i) && ((BooleanVector) values).values()[i] != 0);
      count += passes ? 1 : 0;
    }
    return Arrays.copyOf(rows, count);
  }

  /** The results, one a row. */
  ColumnVector over(FrameRows frame) {
    int size = part.size();
    if (size == 0) {
      Accumulator none = accumulator(0);
      return none.result(0, 0);
    } else if (frame.isPartition()) {
      return overPartitions();
    }
    return canMergeOften() ? overTree(frame) : writtenOut(frame);
  }

  private Accumulator accumulator(int groups) {
    Accumulator accumulator = Accumulators.of(call, InputRows.SOME);
    accumulator.resize(groups);
    return accumulator;
  }

  private ColumnVector overPartitions() {
    int size = part.size();
    int[] partitionOf = new int[size];
    int partitions = 0;
    for (int i = 0; i < size; i++) {
      partitions += part.partitionFrom(i) == i ? 1 : 0;
      partitionOf[i] = partitions - 1;
    }
    Accumulator accumulator = accumulator(partitions);
    int[] groups = new int[passing.length];
    for (int i = 0; i < groups.length; i++) {
      groups[i] = partitionOf[passing[i]];
    }
    update(accumulator, groups);
    return accumulator.result(0, partitions).select(partitionOf, size);
  }

  private void update(Accumulator accumulator, int[] groups) {
    ColumnVector[] selected =
        passing.length == part.size()
            ? arguments
            : Accumulators.select(arguments, passing, passing.length);
    accumulator.update(groups, groups.length, selected);
  }

  /** Whether one partial result may be merged into several others at once. */
  private boolean canMergeOften() {
    boolean plain =
        switch (call.function()) {
          case COLLECT_LIST, COLLECT_SET, APPROX_COUNT_DISTINCT -> false;
          default -> true;
        };
    return plain && !call.distinct();
  }

  private ColumnVector overTree(FrameRows frame) {
    int size = part.size();
    List<Accumulator> levels = levels();
    Accumulator results = accumulator(size);
    int[] from = new int[size];
    int[] to = new int[size];
    for (int i = 0; i < size; i++) {
      from[i] = frame.from(i);
      to[i] = frame.to(i);
    }
    // Runs at a frame's start grow, those at its end shrink: so all come in the order of rows.
    List<Merges> ends = new ArrayList<>();
    for (Accumulator level : levels) {
      Merges starts = new Merges(size);
      Merges end = new Merges(size);
      for (int i = 0; i < size; i++) {
        if (from[i] < to[i] && (from[i] & 1) == 1) {
          starts.add(from[i]++, i);
        }
        if (from[i] < to[i] && (to[i] & 1) == 1) {
          end.add(--to[i], i);
        }
        from[i] >>= 1;
        to[i] >>= 1;
      }
      starts.into(results, level);
      ends.add(end);
    }
    for (int k = levels.size() - 1; k >= 0; k--) {
      ends.get(k).into(results, levels.get(k));
    }
    return results.result(0, size);
  }

  /** Level k has the partial results of runs of 2^k rows. */
  private List<Accumulator> levels() {
    List<Accumulator> levels = new ArrayList<>();
    int groups = part.size();
    Accumulator level = accumulator(groups);
    update(level, passing);
    levels.add(level);
    while (groups > 1) {
      int[] from = new int[groups];
      int[] to = new int[groups];
      for (int i = 0; i < groups; i++) {
        from[i] = i;
        to[i] = i >> 1;
      }
      Accumulator above = accumulator((groups + 1) >> 1);
      above.merge(level, from, to, groups);
      groups = (groups + 1) >> 1;
      level = above;
      levels.add(level);
    }
    return levels;
  }

  /** Partial results and the rows whose frames they belong to. */
  private static final class Merges {
    private int[] from = new int[64];
    private int[] to = new int[64];
    private final int most;
    private int count;

    Merges(int most) {
      this.most = most;
    }

    void add(int group, int row) {
      if (count == from.length) {
        int room = Math.min(most, 2 * count);
        from = Arrays.copyOf(from, room);
        to = Arrays.copyOf(to, room);
      }
      from[count] = group;
      to[count++] = row;
    }

    void into(Accumulator results, Accumulator level) {
      if (count > 0) {
        results.merge(level, from, to, count);
      }
    }
  }

  /** Each frame's rows once again for each frame. */
  private ColumnVector writtenOut(FrameRows frame) {
    int size = part.size();
    Accumulator results = accumulator(size);
    int[] rows = new int[CHUNK_ROWS];
    int[] groups = new int[CHUNK_ROWS];
    int count = 0;
    boolean[] passes = new boolean[size];
    for (int row : passing) {
      passes[row] = true;
    }
    for (int i = 0; i < size; i++) {
      for (int row = frame.from(i); row < frame.to(i); row++) {
        if (!passes[row]) {
          continue;
        }
        rows[count] = row;
        groups[count++] = i;
        if (count == CHUNK_ROWS) {
          results.update(groups.clone(), count, Accumulators.select(arguments, rows, count));
          count = 0;
        }
      }
    }
    results.update(groups, count, Accumulators.select(arguments, rows, count));
    return results.result(0, size);
  }
}
