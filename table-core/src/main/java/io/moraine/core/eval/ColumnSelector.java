package io.moraine.core.eval;

import io.moraine.core.batch.BooleanVector;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.DictionaryVector;
import io.moraine.core.batch.Vectors;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.kernel.Validity;

/**
 * A predicate on one column: computed once for each entry of a dictionary, and row by row
 * otherwise.
 */
final class ColumnSelector implements Selector {
  /** A dictionary of more entries than this times the rows must come twice to be worth it. */
  private static final int WORTH = 2;

  private final int ordinal;
  private final Node node;
  private final Selector rowByRow;
  private volatile Accepted last = new Accepted(null, null, 0, false);

  /** What the predicate says of a dictionary's entries; {@code entries} null if it says nothing. */
  private record Accepted(
      ColumnVector dictionary, BooleanVector entries, int nullAccepted, boolean asked) {}

  ColumnSelector(int ordinal, Node node, Selector rowByRow) {
    this.ordinal = ordinal;
    this.node = node;
    this.rowByRow = rowByRow;
  }

  @Override
  public int select(Rows rows, int[] selection, int count) {
    if (rows.column(ordinal) instanceof DictionaryVector vector) {
      Accepted accepted = accepted(vector.dictionary(), count);
      if (accepted.entries() != null) {
        return Selections.byCode(
            vector.codes(),
            vector.validity(),
            accepted.entries().values(),
            accepted.nullAccepted(),
            selection,
            count);
      }
    }
    return rowByRow.select(rows, selection, count);
  }

  private Accepted accepted(ColumnVector dictionary, int count) {
    Accepted accepted = last;
    boolean known = accepted.dictionary() == dictionary;
    if (!known && dictionary.size() > WORTH * (long) count) {
      accepted = new Accepted(dictionary, null, 0, false);
      last = accepted;
    } else if (!known || !accepted.asked()) {
      accepted = ask(dictionary);
      last = accepted;
    }
    return accepted;
  }

  private Accepted ask(ColumnVector dictionary) {
    try {
      BooleanVector entries = whereTrue(node.evaluate(Rows.of(ordinal, dictionary)));
      ColumnVector none = Vectors.nulls(dictionary.type(), 1);
      return new Accepted(
          dictionary, entries, whereTrue(node.evaluate(Rows.of(ordinal, none))).values()[0], true);
    } catch (InvalidInputException e) {
      // The entry at fault may be one that no row uses: let the rows decide.
      return new Accepted(dictionary, null, 0, true);
    }
  }

  /** TRUE where it is TRUE, and FALSE elsewhere. */
  private static BooleanVector whereTrue(ColumnVector result) {
    BooleanVector flat = (BooleanVector) result.flat();
    byte[] accepted = Validity.copy(flat.validity(), flat.size());
    for (int i = 0; i < accepted.length; i++) {
      accepted[i] &= flat.values()[i];
    }
    return new BooleanVector(flat.type(), accepted.length, accepted, null);
  }
}
