package io.moraine.engine.exec.operator;

import io.moraine.core.batch.BooleanVector;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.type.DataType;
import io.moraine.core.type.StructType;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;

/**
 * Sets of columns that somebody looks at. In the place of others a batch may hold {@link #unused}
 * vectors, so that joins need not gather what nobody reads.
 */
public final class Columns {
  private Columns() {}

  /** All columns of {@code schema}. */
  public static BitSet all(StructType schema) {
    BitSet ordinals = new BitSet();
    ordinals.set(0, schema.size());
    return ordinals;
  }

  /** The columns that {@code expressions} look at. */
  public static BitSet of(Collection<Expression> expressions) {
    BitSet ordinals = new BitSet();
    expressions.forEach(expression -> collect(expression, ordinals));
    return ordinals;
  }

  /** The columns of both. */
  public static BitSet or(BitSet first, BitSet second) {
    BitSet both = (BitSet) first.clone();
    both.or(second);
    return both;
  }

  /**
   * Columns {@code from} to {@code to} of {@code ordinals}, {@code to} excluded, counted from 0.
   */
  public static BitSet range(BitSet ordinals, int from, int to) {
    return ordinals.get(from, to);
  }

  private static void collect(Expression expression, BitSet ordinals) {
    if (expression instanceof ColumnReference column) {
      ordinals.set(column.id());
    }
    expression.children().forEach(child -> collect(child, ordinals));
  }

  /** {@code count} rows of nothing in particular. */
  static ColumnVector unused(int count) {
    return new BooleanVector(DataType.Primitive.VOID, count, new byte[count], new byte[count]);
  }

  /** {@code columns} without the values of those not in {@code needed}. */
  static List<ColumnVector> only(List<ColumnVector> columns, BitSet needed, int count) {
    if (needed.cardinality() == columns.size()) {
      return columns;
    }
    ColumnVector unused = unused(count);
    ColumnVector[] kept = new ColumnVector[columns.size()];
    for (int c = 0; c < kept.length; c++) {
      kept[c] = needed.get(c) ? columns.get(c) : unused;
    }
    return List.of(kept);
  }
}
