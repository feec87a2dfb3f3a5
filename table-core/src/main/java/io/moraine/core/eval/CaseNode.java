package io.moraine.core.eval;

import io.moraine.core.batch.BooleanVector;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.type.DataType;
import java.util.List;

/** CASE: a condition is computed for the rows left over, a result for the rows that chose it. */
final class CaseNode extends Node {
  private final DataType type;
  private final List<Node> conditions;
  private final List<Node> results;

  /** {@code results} has one more than {@code conditions}, for ELSE. */
  CaseNode(DataType type, List<Node> conditions, List<Node> results) {
    super(
        conditions.stream().allMatch(Node::isInfallible)
            && results.stream().allMatch(Node::isInfallible));
    this.type = type;
    this.conditions = conditions;
    this.results = results;
  }

  @Override
  ColumnVector evaluate(Rows rows) {
    Pieces pieces = new Pieces(type, rows.count());
    int[] open = Pieces.all(rows.count());
    int count = rows.count();
    for (int i = 0; i < conditions.size() && count > 0; i++) {
      BooleanVector condition =
          (BooleanVector) conditions.get(i).evaluate(rows.select(open, count)).flat();
      int[] chosen = new int[count];
      int[] rest = new int[count];
      int taken = 0;
      // Without a branch: which rows are chosen is seldom predictable.
      for (int j = 0; j < count; j++) {
        chosen[taken] = open[j];
        rest[j - taken] = open[j];
        taken += condition.isNull(j) ? 0 : condition.values()[j];
      }
      add(pieces, results.get(i), rows, chosen, taken);
      open = rest;
      count -= taken;
    }
    add(pieces, results.get(conditions.size()), rows, open, count);
    return pieces.build();
  }

  private static void add(Pieces pieces, Node node, Rows rows, int[] chosen, int count) {
    if (count > 0) {
      pieces.add(node.evaluate(rows.select(chosen, count)), chosen);
    }
  }
}
