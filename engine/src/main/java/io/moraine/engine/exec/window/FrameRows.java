package io.moraine.engine.exec.window;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.function.EvaluationContext;
import io.moraine.engine.exec.operator.Projection;
import io.moraine.engine.exec.sort.RowOrder;
import io.moraine.engine.physical.Frame;
import io.moraine.engine.physical.Frame.Bound;
import io.moraine.engine.physical.Frame.Unit;
import java.util.List;

/** Which rows of a part each row's frame has: {@code from} to {@code to}, {@code to} excluded. */
final class FrameRows {
  private final int[] from;
  private final int[] to;
  private final boolean whole;

  private FrameRows(int[] from, int[] to, boolean whole) {
    this.from = from;
    this.to = to;
    this.whole = whole;
  }

  static FrameRows of(Frame frame, SortedPart part, EvaluationContext context) {
    int size = part.size();
    int[] from = new int[size];
    int[] to = new int[size];
    Ends ends = new Ends(frame.unit(), part, context);
    ends.starts(frame.start(), from);
    ends.ends(frame.end(), to);
    for (int i = 0; i < size; i++) {
      from[i] = Math.max(part.partitionFrom(i), Math.min(from[i], part.partitionTo(i)));
      to[i] = Math.max(from[i], Math.min(to[i], part.partitionTo(i)));
    }
    boolean whole =
        frame.start() instanceof Bound.Unbounded && frame.end() instanceof Bound.Unbounded;
    return new FrameRows(from, to, whole);
  }

  int from(int row) {
    return from[row];
  }

  int to(int row) {
    return to[row];
  }

  /** Whether each frame is its row's partition. */
  boolean isPartition() {
    return whole;
  }

  /** Finds the ends of frames; what it gives may lie outside of the partition. */
  private record Ends(Unit unit, SortedPart part, EvaluationContext context) {

    void starts(Bound bound, int[] from) {
      if (bound instanceof Bound.Limit limit) {
        Limits limits = new Limits(limit, part, context);
        for (int i = 0; i < from.length; i++) {
          from[i] = limits.firstFrom(i);
        }
        return;
      }
      for (int i = 0; i < from.length; i++) {
        if (bound instanceof Bound.Unbounded) {
          from[i] = part.partitionFrom(i);
        } else if (unit == Unit.ROWS) {
          from[i] = clamped(i, bound);
        } else {
          from[i] = peersAway(i, bound, false);
        }
      }
    }

    void ends(Bound bound, int[] to) {
      if (bound instanceof Bound.Limit limit) {
        Limits limits = new Limits(limit, part, context);
        for (int i = 0; i < to.length; i++) {
          to[i] = limits.afterLast(i);
        }
        return;
      }
      for (int i = 0; i < to.length; i++) {
        if (bound instanceof Bound.Unbounded) {
          to[i] = part.partitionTo(i);
        } else if (unit == Unit.ROWS) {
          to[i] = clamped(i, bound) + 1;
        } else {
          to[i] = peersAway(i, bound, true);
        }
      }
    }

    private static long distance(Bound bound) {
      return bound instanceof Bound.Offset offset ? offset.distance() : 0;
    }

    /** The row so far away, or one just outside of the partition. */
    private int clamped(int row, Bound bound) {
      long away = row + Math.max(-(1L << 32), Math.min(1L << 32, distance(bound)));
      return (int) Math.max(part.partitionFrom(row) - 1L, Math.min(part.partitionTo(row), away));
    }

    /** Where the run of peers so many runs away starts, or ends. */
    private int peersAway(int row, Bound bound, boolean end) {
      long distance = distance(bound);
      int at = row;
      for (; distance < 0; distance++) {
        at = part.peersFrom(at) - 1;
        if (at < part.partitionFrom(row)) {
          return part.partitionFrom(row);
        }
      }
      for (; distance > 0; distance--) {
        at = part.peersTo(at);
        if (at >= part.partitionTo(row)) {
          return part.partitionTo(row);
        }
      }
      return end ? part.peersTo(at) : part.peersFrom(at);
    }
  }

  /** Finds rows by their keys, among the rows of a partition that have one. */
  private static final class Limits {
    private final SortedPart part;
    private final ColumnVector keys;
    private final RowOrder order;

    Limits(Bound.Limit bound, SortedPart part, EvaluationContext context) {
      this.part = part;
      ColumnBatch rows = part.rows();
      ColumnVector[] vectors =
          new Projection(List.of(bound.key(), bound.limit()), context).evaluate(rows);
      this.keys = vectors[0];
      this.order =
          new RowOrder(List.of(vectors[1]), List.of(vectors[0]), List.of(part.firstOrder()));
    }

    /** The first row that is not before {@code row}'s limit. */
    int firstFrom(int row) {
      return keys.isNull(row) ? part.peersFrom(row) : search(row, 0);
    }

    /** The row after the last that is not past {@code row}'s limit. */
    int afterLast(int row) {
      return keys.isNull(row) ? part.peersTo(row) : search(row, -1);
    }

    /** The first row with a key for which the limit compares with it to at most {@code most}. */
    private int search(int row, int most) {
      int low = part.partitionFrom(row);
      int high = part.partitionTo(row);
      low = keys.isNull(low) ? part.peersTo(low) : low;
      high = keys.isNull(high - 1) ? part.peersFrom(high - 1) : high;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (order.compare(row, middle) <= most) {
          high = middle;
        } else {
          low = middle + 1;
        }
      }
      return low;
    }
  }
}
