package io.moraine.core.parquet.read;

import io.moraine.core.eval.ValueTest;
import io.moraine.core.expr.Expression;
import io.moraine.core.function.EvaluationContext;
import java.util.List;

/**
 * Which rows are wanted, by their values. Where few are, others are not read; where many are, or
 * the predicate fails for a row, others may come with them: who reads filters again.
 *
 * @param predicate a boolean whose column references are ordinals of the requested schema
 * @param context what the predicate depends on
 * @param tests asked about the rows that satisfy the predicate, in their order
 */
public record RowFilter(
    Expression predicate, EvaluationContext context, List<ColumnTest> tests) {
  /** A test of the values of column {@code ordinal} of the requested schema. */
  public record ColumnTest(int ordinal, ValueTest test) {}

  public RowFilter {
    tests = List.copyOf(tests);
  }

  /** A filter by {@code predicate} alone. */
  public RowFilter(Expression predicate, EvaluationContext context) {
    this(predicate, context, List.of());
  }
}
