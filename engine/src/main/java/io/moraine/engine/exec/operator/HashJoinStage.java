package io.moraine.engine.exec.operator;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.function.EvaluationContext;
import io.moraine.engine.exec.hash.KeyIndex;
import io.moraine.engine.exec.hash.KeyNumbers;
import io.moraine.engine.exec.memory.Reservation;
import io.moraine.engine.exec.pipeline.BatchSink;
import io.moraine.engine.exec.pipeline.Stage;
import io.moraine.engine.physical.JoinKey;
import io.moraine.engine.physical.JoinKind;
import io.moraine.engine.physical.KeyMatch;
import io.moraine.engine.physical.PhysicalHashJoin;
import java.util.BitSet;
import java.util.List;

/** Finds the matches of each probe batch in a hash table over the build side. */
public final class HashJoinStage implements Stage {
  private static final int PAIRS = 4096;

  private final PhysicalHashJoin plan;
  private final BitSet needed;
  private final HashBuild build;
  private final Projection probeKeys;
  private final JoinCondition residual;
  private final boolean nullAware;

  /**
   * The join {@code plan} with {@code buildRows}, of whose output somebody looks at columns {@code
   * needed}; {@code memory} accounts for the hash table.
   */
  public HashJoinStage(
      PhysicalHashJoin plan,
      BitSet needed,
      ColumnBatch buildRows,
      EvaluationContext context,
      Reservation memory) {
    this.plan = plan;
    this.needed = needed;
    this.build = new HashBuild(new BuildRows(buildRows, plan.kind()), plan.keys(), context, memory);
    this.probeKeys = new Projection(plan.keys().stream().map(JoinKey::probe).toList(), context);
    this.residual =
        new JoinCondition(plan.residual(), plan.probe().output(), plan.build().output(), context);
    this.nullAware = build.unknownRows() != null;
  }

  /** The keys of the build side's rows, a vector a key. */
  public List<ColumnVector> buildKeys() {
    return build.keys();
  }

  @Override
  public BatchSink worker(BatchSink next) {
    return new HashJoinWorker(next);
  }

  @Override
  public void drain(BatchSink next) {
    build.rows().drain(emitter(next), next);
  }

  private JoinEmitter emitter(BatchSink next) {
    return new JoinEmitter(
        plan.kind(), build.rows(), plan.probe().output(), plan.output(), needed, next);
  }

  private final class HashJoinWorker implements BatchSink {
    private final JoinEmitter emitter;
    private final KeyNumbers finder = build.index().finder();
    private final int[] probeRows = new int[PAIRS];
    private final int[] buildRows = new int[PAIRS];
    private final int[] selection = new int[PAIRS];
    private int[] numbers = new int[0];
    private UnknownMatches unknowns;

    HashJoinWorker(BatchSink next) {
      this.emitter = emitter(next);
    }

    @Override
    public boolean accept(ColumnBatch batch, long position) {
      int rows = batch.rowCount();
      ColumnVector[] keys = probeKeys.evaluate(batch);
      if (numbers.length < rows) {
        numbers = new int[rows];
      }
      finder.find(keys, rows, numbers);
      for (int k = 0; k < keys.length; k++) {
        if (plan.keys().get(k).match() != KeyMatch.NULL_SAFE) {
          dropNulls(keys[k].validity(), rows);
        }
      }
      emitter.begin(batch, position);
      boolean outer =
          residual.isAlways()
              && (plan.kind() == JoinKind.LEFT
                  || plan.kind() == JoinKind.FULL
                  || plan.kind() == JoinKind.SINGLE);
      boolean more;
      if (marksSuffice()) {
        for (int i = 0; i < rows; i++) {
          if (numbers[i] >= 0) {
            emitter.markTrue(i);
          }
        }
        more = true;
      } else {
        more = pairs(batch, rows, outer);
      }
      if (more && nullAware) {
        if (unknowns == null) {
          unknowns = new UnknownMatches(plan, build, residual);
        }
        unknowns.mark(batch, keys, emitter);
      }
      return more && (outer || emitter.end());
    }

    /** Whether it is enough to know that a key is there. */
    private boolean marksSuffice() {
      return residual.isAlways()
          && (plan.kind() == JoinKind.SEMI
              || plan.kind() == JoinKind.ANTI
              || plan.kind() == JoinKind.MARK);
    }

    private void dropNulls(byte[] validity, int rows) {
      if (validity != null) {
        for (int i = 0; i < rows; i++) {
          numbers[i] = validity[i] == 0 ? -1 : numbers[i];
        }
      }
    }

    /** Gives the candidates of all rows; of outer joins, also rows without any. */
    private boolean pairs(ColumnBatch batch, int rows, boolean outer) {
      KeyIndex index = build.index();
      boolean single = index.isIdentity();
      boolean more = true;
      int count = 0;
      for (int row = 0; row < rows && more; row++) {
        int number = numbers[row];
        if (number < 0) {
          if (outer) {
            probeRows[count] = row;
            buildRows[count++] = -1;
          }
        } else if (single) {
          probeRows[count] = row;
          buildRows[count++] = number;
        } else {
          int candidates = index.count(number);
          for (int i = 0; i < candidates && more; i++) {
            probeRows[count] = row;
            buildRows[count++] = index.row(number, i);
            if (count == PAIRS && i + 1 < candidates) {
              more = candidates(batch, count, outer);
              count = 0;
            }
          }
        }
        if (count == PAIRS && more) {
          more = candidates(batch, count, outer);
          count = 0;
        }
      }
      return more && candidates(batch, count, outer);
    }

    private boolean candidates(ColumnBatch batch, int count, boolean outer) {
      if (count == 0) {
        return true;
      }
      if (outer) {
        return outerPairs(count);
      }
      if (residual.isAlways()) {
        return emitter.matches(probeRows, buildRows, count);
      }
      int kept =
          residual.select(batch, probeRows, build.rows().batch(), buildRows, count, selection);
      return emitter.matches(selected(probeRows, kept), selected(buildRows, kept), kept);
    }

    private int[] selected(int[] rows, int kept) {
      int[] result = new int[kept];
      for (int i = 0; i < kept; i++) {
        result[i] = rows[selection[i]];
      }
      return result;
    }

    /** Pairs of which some may lack the build row: no residual decides about them any more. */
    private boolean outerPairs(int count) {
      byte[] matched = build.rows().matched();
      int[] present = new int[count];
      int[] presentBuild = new int[count];
      int found = 0;
      for (int i = 0; i < count; i++) {
        if (buildRows[i] >= 0) {
          present[found] = probeRows[i];
          presentBuild[found++] = buildRows[i];
        }
      }
      if (matched != null) {
        for (int i = 0; i < found; i++) {
          matched[presentBuild[i]] = 1;
        }
      }
      if (plan.kind() == JoinKind.SINGLE) {
        emitter.requireSingle(present, found);
      }
      return emitter.give(probeRows, buildRows, count);
    }
  }
}
