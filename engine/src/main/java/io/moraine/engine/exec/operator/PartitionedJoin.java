package io.moraine.engine.exec.operator;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.function.EvaluationContext;
import io.moraine.engine.exec.context.ExecutionContext;
import io.moraine.engine.exec.memory.Reservation;
import io.moraine.engine.exec.memory.VectorSize;
import io.moraine.engine.exec.pipeline.BatchSink;
import io.moraine.engine.exec.pipeline.MorselSource;
import io.moraine.engine.exec.pipeline.PartitionMorsels;
import io.moraine.engine.physical.PhysicalHashJoin;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;

/**
 * A hash join whose build side does not fit the memory: both sides are in partitions by the hashes
 * of their keys, and each pair of partitions is joined by itself.
 */
public final class PartitionedJoin {
  private final PhysicalHashJoin plan;
  private final BitSet needed;
  private final JoinSide probe;
  private final JoinSide build;
  private final ExecutionContext context;
  private final Supplier<Reservation> reservations;

  private PartitionedJoin(
      PhysicalHashJoin plan,
      BitSet needed,
      JoinSide probe,
      JoinSide build,
      ExecutionContext context,
      Supplier<Reservation> reservations) {
    this.plan = plan;
    this.needed = needed;
    this.probe = probe;
    this.build = build;
    this.context = context;
    this.reservations = reservations;
  }

  /**
   * The rows of the join {@code plan}.
   *
   * @param needed the columns of its output that somebody looks at
   * @param probe all of the probe side, partitioned
   * @param build all of the build side, partitioned
   * @param reservations account for partitions
   */
  public static MorselSource of(
      PhysicalHashJoin plan,
      BitSet needed,
      JoinSide probe,
      JoinSide build,
      ExecutionContext context,
      Supplier<Reservation> reservations) {
    probe.complete();
    build.complete();
    PartitionedJoin join = new PartitionedJoin(plan, needed, probe, build, context, reservations);
    return new PartitionMorsels(PartitionedRows.PARTITIONS, join::part);
  }

  private PartitionMorsels.Part part(int partition) {
    return new JoinedPart(partition);
  }

  /** One partition's rows. */
  private final class JoinedPart implements PartitionMorsels.Part {
    private final Reservation memory = reservations.get();
    private final Deque<ColumnBatch> ready = new ArrayDeque<>();
    private final Deque<Iterator<ColumnBatch>> left;
    private final HashJoinStage stage;
    private final BatchSink worker;
    private boolean drained;

    JoinedPart(int partition) {
      this.left = new ArrayDeque<>(probe.batches(partition));
      try {
        this.stage = stage(partition);
      } catch (RuntimeException e) {
        memory.close();
        throw e;
      }
      this.worker = stage.worker(this::give);
    }

    private HashJoinStage stage(int partition) {
      List<ColumnBatch> rows = new ArrayList<>();
      for (Iterator<ColumnBatch> batches : build.batches(partition)) {
        while (batches.hasNext()) {
          ColumnBatch batch = batches.next();
          memory.add(VectorSize.bytes(batch));
          rows.add(batch);
        }
      }
      EvaluationContext evaluation = context.evaluation();
      ColumnBatch whole = RowStore.concat(plan.build().output(), rows);
      return new HashJoinStage(plan, needed, whole, evaluation, memory);
    }

    private boolean give(ColumnBatch batch, long position) {
      ready.add(batch);
      return true;
    }

    @Override
    public ColumnBatch next() {
      while (ready.isEmpty() && !drained) {
        context.cancellation().check();
        if (left.isEmpty()) {
          stage.drain(this::give);
          drained = true;
        } else if (left.element().hasNext()) {
          worker.accept(left.element().next(), 0);
        } else {
          left.remove();
        }
      }
      return ready.poll();
    }

    @Override
    public void close() {
      memory.close();
    }
  }
}
