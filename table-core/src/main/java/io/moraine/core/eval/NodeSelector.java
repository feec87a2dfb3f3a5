package io.moraine.core.eval;

import io.moraine.core.batch.BooleanVector;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.DictionaryVector;
import java.util.Arrays;

/** Rows where a node's boolean result is TRUE. */
final class NodeSelector implements Selector {
  private final Node node;

  NodeSelector(Node node) {
    this.node = node;
  }

  @Override
  public int select(Rows rows, int[] selection, int count) {
    // Gathering the inputs of few rows costs less than computing all, and errors of others are
    // none.
    boolean gather = count < rows.count() && (!node.isInfallible() || count < rows.count() / 2);
    if (!gather) {
      return keep(node.evaluate(rows), selection, count);
    }
    int[] selected = Arrays.copyOf(selection, count);
    ColumnVector result = node.evaluate(rows.select(selected, count));
    int kept = 0;
    BooleanVector flat = (BooleanVector) result.flat();
    byte[] values = flat.values();
    for (int i = 0; i < count; i++) {
      selection[kept] = selected[i];
      kept += flat.isNull(i) ? 0 : values[i];
    }
    return kept;
  }

  private static int keep(ColumnVector result, int[] selection, int count) {
    if (result instanceof DictionaryVector vector) {
      byte[] accepted = ((BooleanVector) vector.dictionary()).values();
      return Selections.byCode(vector.codes(), vector.validity(), accepted, 0, selection, count);
    }
    return Selections.whereTrue(
        ((BooleanVector) result).values(), result.validity(), selection, count);
  }
}
