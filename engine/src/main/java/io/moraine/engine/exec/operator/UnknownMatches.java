package io.moraine.engine.exec.operator;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.kernel.ValueOrder;
import io.moraine.engine.exec.hash.KeyIndex;
import io.moraine.engine.exec.hash.KeyNumbers;
import io.moraine.engine.physical.JoinKey;
import io.moraine.engine.physical.KeyMatch;
import io.moraine.engine.physical.PhysicalHashJoin;
import java.util.List;

/**
 * Finds the probe rows of a join with null-aware keys that have no match but would have one if some
 * null were a value. For one worker.
 */
final class UnknownMatches {
  private final List<JoinKey> keys;
  private final HashBuild build;
  private final JoinCondition residual;
  private final KeyNumbers unknownFinder;
  private final KeyNumbers allFinder;

  /** Whether every candidate is an unknown match: one null-aware key, and nothing else to ask. */
  private final boolean candidatesSuffice;

  UnknownMatches(PhysicalHashJoin plan, HashBuild build, JoinCondition residual) {
    this.keys = plan.keys();
    this.build = build;
    this.residual = residual;
    this.unknownFinder = build.unknownRows().finder();
    this.allFinder = build.allRows().finder();
    long aware = keys.stream().filter(key -> key.match() == KeyMatch.NULL_AWARE).count();
    this.candidatesSuffice = aware == 1 && residual.isAlways();
  }

  /** Marks such rows of {@code batch} unknown; {@code probeKeys} has a vector for each key. */
  void mark(ColumnBatch batch, ColumnVector[] probeKeys, JoinEmitter emitter) {
    int rows = batch.rowCount();
    ColumnVector[] others = HashBuild.pick(probeKeys, keys);
    int[] unknownNumbers = new int[rows];
    int[] allNumbers = new int[rows];
    unknownFinder.find(others, rows, unknownNumbers);
    allFinder.find(others, rows, allNumbers);
    for (int row = 0; row < rows; row++) {
      if (emitter.isFalse(row) && !hasNull(probeKeys, KeyMatch.EQUAL, row)) {
        boolean probeNull = hasNull(probeKeys, KeyMatch.NULL_AWARE, row);
        KeyIndex index = probeNull ? build.allRows() : build.unknownRows();
        int number = probeNull ? allNumbers[row] : unknownNumbers[row];
        if (number >= 0 && hasCandidate(batch, probeKeys, row, index, number)) {
          emitter.markUnknown(row);
        }
      }
    }
  }

  private boolean hasNull(ColumnVector[] probeKeys, KeyMatch match, int row) {
    for (int k = 0; k < probeKeys.length; k++) {
      if (keys.get(k).match() == match && probeKeys[k].isNull(row)) {
        return true;
      }
    }
    return false;
  }

  private boolean hasCandidate(
      ColumnBatch batch, ColumnVector[] probeKeys, int row, KeyIndex index, int number) {
    int count = index.count(number);
    if (candidatesSuffice) {
      return count > 0;
    }
    for (int i = 0; i < count; i++) {
      int candidate = index.row(number, i);
      if (mayEqual(probeKeys, row, candidate) && satisfies(batch, row, candidate)) {
        return true;
      }
    }
    return false;
  }

  private boolean mayEqual(ColumnVector[] probeKeys, int row, int candidate) {
    for (int k = 0; k < probeKeys.length; k++) {
      if (keys.get(k).match() == KeyMatch.NULL_AWARE) {
        Object probe = probeKeys[k].value(row);
        Object value = build.key(k).value(candidate);
        if (probe != null && value != null && !ValueOrder.same(probe, value)) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean satisfies(ColumnBatch batch, int row, int candidate) {
    return residual.isAlways()
        || residual.select(
                batch, new int[] {row}, build.rows().batch(), new int[] {candidate}, 1, new int[1])
            == 1;
  }
}
