package io.moraine.engine.exec.operator;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.engine.exec.pipeline.BatchSink;
import io.moraine.engine.physical.JoinKind;
import java.util.List;

/** The rows of a join's build side, and which of them have matched. */
final class BuildRows {
  private final ColumnBatch rows;

  /** 1 for rows that have matched; workers only ever write 1. Null if nobody asks. */
  private final byte[] matched;

  BuildRows(ColumnBatch rows, JoinKind kind) {
    this.rows = rows;
    this.matched = kind.tracksBuildMatches() ? new byte[rows.rowCount()] : null;
  }

  ColumnBatch batch() {
    return rows;
  }

  int count() {
    return rows.rowCount();
  }

  byte[] matched() {
    return matched;
  }

  /** Gives the rows that the join gives after all pairs. */
  void drain(JoinEmitter emitter, BatchSink next) {
    JoinKind kind = emitter.kind();
    if (matched == null) {
      return;
    }
    int wanted = kind == JoinKind.BUILD_SEMI ? 1 : 0;
    int[] selected = new int[SortOutput.BATCH_ROWS];
    int count = 0;
    boolean more = true;
    for (int row = 0; row < matched.length && more; row++) {
      if (matched[row] == wanted) {
        selected[count++] = row;
      }
      if (count == selected.length) {
        more = give(emitter, selected, count, next);
        count = 0;
      }
    }
    if (count > 0 && more) {
      give(emitter, selected, count, next);
    }
  }

  private boolean give(JoinEmitter emitter, int[] selected, int count, BatchSink next) {
    var own = rows.select(selected, count).columns();
    var columns =
        emitter.kind().givesProbe()
            ? Gather.concat(Gather.nulls(emitter.probeSchema(), count), own)
            : List.copyOf(own);
    return next.accept(new ColumnBatch(emitter.output(), count, columns), BatchSink.END);
  }
}
