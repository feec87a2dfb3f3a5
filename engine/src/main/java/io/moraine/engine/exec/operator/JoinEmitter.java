package io.moraine.engine.exec.operator;

import io.moraine.core.batch.BooleanVector;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.type.DataType;
import io.moraine.core.type.StructType;
import io.moraine.engine.exec.pipeline.BatchSink;
import io.moraine.engine.physical.JoinKind;
import java.util.BitSet;
import java.util.List;

/**
 * Turns the matching pairs of one probe batch after the other into what the kind of join gives. For
 * one worker.
 */
final class JoinEmitter {
  private static final byte FALSE = 0;
  private static final byte TRUE = 1;
  private static final byte UNKNOWN = 2;

  private final JoinKind kind;
  private final BuildRows build;
  private final StructType probeSchema;
  private final StructType output;
  private final BitSet neededOfProbe;
  private final BitSet neededOfBuild;
  private final BatchSink next;
  private ColumnBatch probe;
  private long position;

  /** By probe row: {@link #TRUE}, {@link #UNKNOWN} or {@link #FALSE}. */
  private byte[] marks = new byte[0];

  /** {@code needed} are the columns of the output that somebody looks at. */
  JoinEmitter(
      JoinKind kind,
      BuildRows build,
      StructType probeSchema,
      StructType output,
      BitSet needed,
      BatchSink next) {
    this.kind = kind;
    this.build = build;
    this.probeSchema = probeSchema;
    this.output = output;
    this.neededOfProbe = Columns.range(needed, 0, probeSchema.size());
    this.neededOfBuild = Columns.range(needed, probeSchema.size(), output.size());
    this.next = next;
  }

  JoinKind kind() {
    return kind;
  }

  StructType probeSchema() {
    return probeSchema;
  }

  StructType output() {
    return output;
  }

  void begin(ColumnBatch batch, long batchPosition) {
    probe = batch;
    position = batchPosition;
    marks = new byte[batch.rowCount()];
  }

  boolean isFalse(int row) {
    return marks[row] == FALSE;
  }

  void markTrue(int row) {
    marks[row] = TRUE;
  }

  /** Marks a row that has no match yet. */
  void markUnknown(int row) {
    marks[row] = marks[row] == FALSE ? UNKNOWN : marks[row];
  }

  /** Takes matching pairs; returns whether more are wanted. */
  boolean matches(int[] probeRows, int[] buildRows, int count) {
    if (count == 0) {
      return true;
    }
    if (build.matched() != null) {
      byte[] matched = build.matched();
      for (int i = 0; i < count; i++) {
        matched[buildRows[i]] = 1;
      }
    }
    switch (kind) {
      case INNER, RIGHT -> {
        return give(probeRows, buildRows, count);
      }
      case LEFT, FULL -> {
        mark(probeRows, count);
        return give(probeRows, buildRows, count);
      }
      case SINGLE -> {
        requireSingle(probeRows, count);
        return give(probeRows, buildRows, count);
      }
      case SEMI, ANTI, MARK -> mark(probeRows, count);
      case BUILD_SEMI, BUILD_ANTI -> {}
    }
    return true;
  }

  /** Marks rows that have a match, and throws if one of them had one already. */
  void requireSingle(int[] probeRows, int count) {
    for (int i = 0; i < count; i++) {
      if (marks[probeRows[i]] == TRUE) {
        throw new InvalidInputException(
            "A scalar subquery gave more than one row for a row of the outer query. Use an aggregate or LIMIT 1 to pick one.");
      }
      marks[probeRows[i]] = TRUE;
    }
  }

  private void mark(int[] probeRows, int count) {
    for (int i = 0; i < count; i++) {
      marks[probeRows[i]] = TRUE;
    }
  }

  /** Gives pairs as they are; build row −1 is a row of nulls. */
  boolean give(int[] probeRows, int[] buildRows, int count) {
    return next.accept(
        new ColumnBatch(
            output,
            count,
            Gather.concat(
                Gather.rows(probe, probeRows, count, neededOfProbe),
                kind == JoinKind.INNER || kind == JoinKind.RIGHT
                    ? Gather.rows(build.batch(), buildRows, count, neededOfBuild)
                    : Gather.rowsOrNull(build.batch(), buildRows, count, neededOfBuild))),
        position);
  }

  /** Gives what the batch's marks decide; returns whether more is wanted. */
  boolean end() {
    return switch (kind) {
      case INNER, RIGHT, BUILD_SEMI, BUILD_ANTI -> true;
      case LEFT, FULL, SINGLE -> giveUnmatched();
      case SEMI -> giveProbe(TRUE);
      case ANTI -> giveProbe(FALSE);
      case MARK -> giveMarked();
    };
  }

  private int rowsMarked(byte mark, int[] rows) {
    int count = 0;
    for (int i = 0; i < marks.length; i++) {
      rows[count] = i;
      count += marks[i] == mark ? 1 : 0;
    }
    return count;
  }

  private boolean giveUnmatched() {
    int[] rows = new int[marks.length];
    int count = rowsMarked(FALSE, rows);
    int[] none = new int[count];
    java.util.Arrays.fill(none, -1);
    return count == 0 || give(rows, none, count);
  }

  private boolean giveProbe(byte mark) {
    int[] rows = new int[marks.length];
    int count = rowsMarked(mark, rows);
    return count == 0
        || next.accept(
            new ColumnBatch(output, count, Gather.rows(probe, rows, count, neededOfProbe)),
            position);
  }

  private boolean giveMarked() {
    int count = marks.length;
    byte[] values = new byte[count];
    byte[] validity = new byte[count];
    boolean unknown = false;
    for (int i = 0; i < count; i++) {
      values[i] = marks[i] == TRUE ? TRUE : FALSE;
      validity[i] = (byte) (marks[i] == UNKNOWN ? 0 : 1);
      unknown |= marks[i] == UNKNOWN;
    }
    ColumnVector mark =
        new BooleanVector(DataType.Primitive.BOOLEAN, count, values, unknown ? validity : null);
    return next.accept(
        new ColumnBatch(output, count, Gather.concat(probe.columns(), List.of(mark))), position);
  }
}
