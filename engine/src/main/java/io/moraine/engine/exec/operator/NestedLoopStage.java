package io.moraine.engine.exec.operator;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.function.EvaluationContext;
import io.moraine.engine.exec.pipeline.BatchSink;
import io.moraine.engine.exec.pipeline.Stage;
import io.moraine.engine.physical.JoinKind;
import io.moraine.engine.physical.PhysicalNestedLoopJoin;
import java.util.BitSet;

/** Tries each probe row with each build row, some thousands of pairs at a time. */
public final class NestedLoopStage implements Stage {
  private static final int PAIRS = 4096;

  private final PhysicalNestedLoopJoin plan;
  private final BitSet needed;
  private final BuildRows build;
  private final JoinCondition condition;

  /**
   * The join {@code plan} with {@code buildRows}, of whose output somebody looks at columns {@code
   * needed}.
   */
  public NestedLoopStage(
      PhysicalNestedLoopJoin plan,
      BitSet needed,
      ColumnBatch buildRows,
      EvaluationContext context) {
    this.plan = plan;
    this.needed = needed;
    this.build = new BuildRows(buildRows, plan.kind());
    this.condition =
        new JoinCondition(plan.condition(), plan.probe().output(), plan.build().output(), context);
  }

  @Override
  public BatchSink worker(BatchSink next) {
    return new NestedLoopWorker(next);
  }

  @Override
  public void drain(BatchSink next) {
    build.drain(emitter(next), next);
  }

  private JoinEmitter emitter(BatchSink next) {
    return new JoinEmitter(plan.kind(), build, plan.probe().output(), plan.output(), needed, next);
  }

  private final class NestedLoopWorker implements BatchSink {
    private final JoinEmitter emitter;
    private final int[] probeRows = new int[PAIRS];
    private final int[] buildRows = new int[PAIRS];
    private final int[] selection = new int[PAIRS];

    NestedLoopWorker(BatchSink next) {
      this.emitter = emitter(next);
    }

    @Override
    public boolean accept(ColumnBatch batch, long position) {
      emitter.begin(batch, position);
      boolean more = true;
      int count = 0;
      for (int row = 0; row < batch.rowCount() && more; row++) {
        for (int candidate = 0; candidate < build.count() && more; candidate++) {
          probeRows[count] = row;
          buildRows[count++] = candidate;
          if (count == PAIRS) {
            more = candidates(batch, count);
            count = 0;
          }
        }
      }
      return more && candidates(batch, count) && emitter.end();
    }

    private boolean candidates(ColumnBatch batch, int count) {
      if (count == 0) {
        return true;
      }
      if (condition.isAlways()) {
        return emitter.matches(probeRows, buildRows, count);
      }
      int kept = 0;
      if (plan.kind() == JoinKind.MARK) {
        byte[] results = condition.threeValued(batch, probeRows, build.batch(), buildRows, count);
        for (int i = 0; i < count; i++) {
          if (results[i] < 0) {
            emitter.markUnknown(probeRows[i]);
          }
          selection[kept] = i;
          kept += results[i] > 0 ? 1 : 0;
        }
      } else {
        kept = condition.select(batch, probeRows, build.batch(), buildRows, count, selection);
      }
      int[] keptProbe = new int[kept];
      int[] keptBuild = new int[kept];
      for (int i = 0; i < kept; i++) {
        keptProbe[i] = probeRows[selection[i]];
        keptBuild[i] = buildRows[selection[i]];
      }
      return emitter.matches(keptProbe, keptBuild, kept);
    }
  }
}
