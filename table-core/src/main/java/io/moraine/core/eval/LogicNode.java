package io.moraine.core.eval;

import io.moraine.core.batch.BooleanVector;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.type.DataType;

/**
 * AND or OR. Where the left side decides a row, the right side is not computed for it, unless that
 * side cannot fail.
 */
final class LogicNode extends Node {
  private final Node left;
  private final Node right;
  private final byte deciding;

  /** {@code and}: else it is OR. */
  LogicNode(boolean and, Node left, Node right) {
    super(left.isInfallible() && right.isInfallible());
    this.left = left;
    this.right = right;
    this.deciding = (byte) (and ? 0 : 1);
  }

  @Override
  ColumnVector evaluate(Rows rows) {
    BooleanVector first = (BooleanVector) left.evaluate(rows).flat();
    if (right.isInfallible()) {
      return combine(first, (BooleanVector) right.evaluate(rows).flat(), rows.count());
    }
    int[] open = new int[rows.count()];
    int count = 0;
    for (int i = 0; i < rows.count(); i++) {
      open[count] = i;
      count += first.isNull(i) || first.values()[i] != deciding ? 1 : 0;
    }
    if (count == 0) {
      return first;
    }
    BooleanVector second = (BooleanVector) right.evaluate(rows.select(open, count)).flat();
    return combine(first, scattered(second, open, count, rows.count()), rows.count());
  }

  /** {@code vector}'s rows at their places among all, and what decides nothing in between. */
  private BooleanVector scattered(BooleanVector vector, int[] places, int count, int rowCount) {
    if (count == rowCount) {
      return vector;
    }
    byte[] values = new byte[rowCount];
    byte[] validity = new byte[rowCount];
    java.util.Arrays.fill(values, (byte) (1 - deciding));
    java.util.Arrays.fill(validity, (byte) 1);
    for (int i = 0; i < count; i++) {
      values[places[i]] = vector.values()[i];
      validity[places[i]] = (byte) (vector.isNull(i) ? 0 : 1);
    }
    return new BooleanVector(DataType.Primitive.BOOLEAN, rowCount, values, validity);
  }

  private BooleanVector combine(BooleanVector a, BooleanVector b, int rowCount) {
    byte[] result = new byte[rowCount];
    if (deciding == 0) {
      for (int i = 0; i < rowCount; i++) {
        result[i] = (byte) (a.values()[i] & b.values()[i]);
      }
    } else {
      for (int i = 0; i < rowCount; i++) {
        result[i] = (byte) (a.values()[i] | b.values()[i]);
      }
    }
    byte[] validity = null;
    if (a.mayHaveNulls() || b.mayHaveNulls()) {
      validity = new byte[rowCount];
      for (int i = 0; i < rowCount; i++) {
        boolean decided =
            (!a.isNull(i) && a.values()[i] == deciding)
                || (!b.isNull(i) && b.values()[i] == deciding);
        validity[i] = (byte) (decided || !(a.isNull(i) || b.isNull(i)) ? 1 : 0);
        result[i] = decided ? deciding : result[i];
      }
    }
    return new BooleanVector(DataType.Primitive.BOOLEAN, rowCount, result, validity);
  }
}
