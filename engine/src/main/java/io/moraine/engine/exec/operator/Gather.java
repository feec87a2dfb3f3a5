package io.moraine.engine.exec.operator;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.Vectors;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Puts the rows of two sides side by side. */
final class Gather {
  private Gather() {}

  /**
   * Rows {@code rows[0 .. count)} of {@code batch}; the batch's own vectors if those are all.
   * Columns that are not {@code needed} hold nothing.
   */
  static List<ColumnVector> rows(ColumnBatch batch, int[] rows, int count, BitSet needed) {
    if (isAll(batch.rowCount(), rows, count)) {
      return batch.columns();
    }
    ColumnVector unused = Columns.unused(count);
    List<ColumnVector> columns = new ArrayList<>(batch.columns().size());
    for (int c = 0; c < batch.columns().size(); c++) {
      columns.add(needed.get(c) ? batch.column(c).select(rows, count) : unused);
    }
    return columns;
  }

  private static boolean isAll(int size, int[] rows, int count) {
    if (count != size) {
      return false;
    }
    for (int i = 0; i < count; i++) {
      if (rows[i] != i) {
        return false;
      }
    }
    return true;
  }

  /** As {@link #rows}, where row −1 is a row of nulls. */
  static List<ColumnVector> rowsOrNull(ColumnBatch batch, int[] rows, int count, BitSet needed) {
    int[] existing = new int[count];
    byte[] present = new byte[count];
    int missing = 0;
    for (int i = 0; i < count; i++) {
      present[i] = (byte) (rows[i] >= 0 ? 1 : 0);
      existing[i] = Math.max(0, rows[i]);
      missing += 1 - present[i];
    }
    if (missing == 0) {
      return rows(batch, rows, count, needed);
    } else if (missing == count) {
      return nulls(batch.schema(), count);
    }
    ColumnVector unused = Columns.unused(count);
    List<ColumnVector> columns = new ArrayList<>(batch.columns().size());
    for (int c = 0; c < batch.columns().size(); c++) {
      if (needed.get(c)) {
        ColumnVector selected = batch.column(c).select(existing, count);
        columns.add(Vectors.withValidity(selected, and(present, selected.validity())));
      } else {
        columns.add(unused);
      }
    }
    return columns;
  }

  private static byte[] and(byte[] left, byte[] right) {
    if (right == null) {
      return left;
    }
    byte[] both = new byte[left.length];
    for (int i = 0; i < both.length; i++) {
      both[i] = (byte) (left[i] & right[i]);
    }
    return both;
  }

  /** {@code count} rows of nulls. */
  static List<ColumnVector> nulls(StructType schema, int count) {
    List<ColumnVector> columns = new ArrayList<>(schema.size());
    for (StructField field : schema.fields()) {
      columns.add(Vectors.nulls(field.type(), count));
    }
    return columns;
  }

  static List<ColumnVector> concat(List<ColumnVector> first, List<ColumnVector> second) {
    List<ColumnVector> all = new ArrayList<>(first.size() + second.size());
    all.addAll(first);
    all.addAll(second);
    return all;
  }

  /**
   * Pairs of rows, of which only the columns {@code wanted} hold values: for an expression that
   * looks at no others.
   */
  static ColumnBatch pairs(
      StructType schema,
      ColumnBatch left,
      int[] leftRows,
      ColumnBatch right,
      int[] rightRows,
      int count,
      BitSet wanted) {
    ColumnVector unused = Columns.unused(count);
    List<ColumnVector> columns = new ArrayList<>(schema.size());
    int leftSize = left.columns().size();
    for (int c = 0; c < schema.size(); c++) {
      if (!wanted.get(c)) {
        columns.add(unused);
      } else if (c < leftSize) {
        columns.add(left.column(c).select(leftRows, count));
      } else {
        columns.add(right.column(c - leftSize).select(rightRows, count));
      }
    }
    return new ColumnBatch(schema, count, columns);
  }
}
