package io.moraine.core.eval;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.Vectors;
import io.moraine.core.type.DataType;
import java.util.List;

/** The first value that is not null; later ones are computed only for rows still null. */
final class CoalesceNode extends Node {
  private final DataType type;
  private final List<Node> options;

  CoalesceNode(DataType type, List<Node> options) {
    super(options.stream().allMatch(Node::isInfallible));
    this.type = type;
    this.options = options;
  }

  @Override
  ColumnVector evaluate(Rows rows) {
    Pieces pieces = new Pieces(type, rows.count());
    int[] open = Pieces.all(rows.count());
    int count = rows.count();
    for (int i = 0; i < options.size() && count > 0; i++) {
      ColumnVector value = options.get(i).evaluate(rows.select(open, count));
      if (!value.mayHaveNulls()) {
        pieces.add(value, open);
        return pieces.build();
      }
      int[] found = new int[count];
      int[] foundAt = new int[count];
      int[] rest = new int[count];
      int taken = 0;
      byte[] valid = value.validity();
      for (int j = 0; j < count; j++) {
        found[taken] = open[j];
        foundAt[taken] = j;
        rest[j - taken] = open[j];
        taken += valid[j];
      }
      pieces.add(value.select(foundAt, taken), found);
      open = rest;
      count -= taken;
    }
    if (count > 0) {
      pieces.add(Vectors.nulls(type, count), open);
    }
    return pieces.build();
  }
}
