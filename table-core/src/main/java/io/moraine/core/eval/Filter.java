package io.moraine.core.eval;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Operators;
import io.moraine.core.function.EvaluationContext;
import java.util.List;

/**
 * A predicate, ready to select the rows of batches where it is TRUE; NULL is not. Safe for use by
 * several threads.
 *
 * <p>The parts of a conjunction are asked one after the other, each only about the rows that those
 * before it kept, in the order in which they are written.
 */
public final class Filter {
  private final Expression predicate;
  private final Selector selector;

  private Filter(Expression predicate, Selector selector) {
    this.predicate = predicate;
    this.selector = selector;
  }

  /**
   * A filter by {@code predicate}, a boolean whose column references are ordinals of the batches to
   * come.
   *
   * @throws io.moraine.core.error.InvalidInputException if it calls a function that is not there
   */
  public static Filter compile(Expression predicate, EvaluationContext context) {
    return new Filter(predicate, new SelectorCompiler(context).compile(predicate));
  }

  /** As the other, for all of {@code conjuncts}, in their order. */
  public static Filter compile(List<Expression> conjuncts, EvaluationContext context) {
    return compile(Operators.and(conjuncts), context);
  }

  /** What is selected by. */
  public Expression predicate() {
    return predicate;
  }

  /**
   * Writes the ordinals of the rows that satisfy the predicate to {@code selection}, ascending, and
   * returns how many they are. {@code selection} has room for every row, and is overwritten.
   *
   * @throws io.moraine.core.error.InvalidInputException if the predicate fails for a row that it
   *     must be computed for
   */
  public int select(ColumnBatch batch, int[] selection) {
    for (int i = 0; i < batch.rowCount(); i++) {
      selection[i] = i;
    }
    return refine(batch, selection, batch.rowCount());
  }

  /** As {@link #select}, of the rows {@code selection[0 .. count)} only, which ascend. */
  public int refine(ColumnBatch batch, int[] selection, int count) {
    return count == 0 ? 0 : selector.select(Rows.of(batch), selection, count);
  }
}
