package io.moraine.core.parquet.read;

import io.moraine.core.eval.Filter;
import io.moraine.core.eval.ValueTest;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.function.EvaluationContext;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which rows are wanted, by their values. Where few are, others are not read; where many are, or
 * the predicate fails for a row, others may come with them: who reads filters again.
 *
 * <p>Made ready once, however many files are read with it. Safe for use by several threads.
 */
public final class RowFilter {
  private final Expression predicate;
  private final EvaluationContext context;
  private final List<ColumnTest> tests;
  private final List<Integer> columns;
  private volatile Filter filter;

  /** A test of the values of column {@code ordinal} of the requested schema. */
  public record ColumnTest(int ordinal, ValueTest test) {}

  /**
   * A filter.
   *
   * @param predicate a boolean whose column references are ordinals of the requested schema
   * @param context what the predicate depends on
   * @param tests asked about the rows that satisfy the predicate, in their order
   */
  public RowFilter(Expression predicate, EvaluationContext context, List<ColumnTest> tests) {
    this.predicate = predicate;
    this.context = context;
    this.tests = List.copyOf(tests);
    Set<Integer> ordinals = new TreeSet<>();
    collect(predicate, ordinals);
    tests.forEach(test -> ordinals.add(test.ordinal()));
    this.columns = List.copyOf(ordinals);
  }

  /** A filter by {@code predicate} alone. */
  public RowFilter(Expression predicate, EvaluationContext context) {
    this(predicate, context, List.of());
  }

  private static void collect(Expression expression, Set<Integer> ordinals) {
    if (expression instanceof ColumnReference column) {
      ordinals.add(column.id());
    }
    expression.children().forEach(child -> collect(child, ordinals));
  }

  /** What rows are held against. */
  public Expression predicate() {
    return predicate;
  }

  /** What the predicate depends on. */
  public EvaluationContext context() {
    return context;
  }

  /** What is asked about the rows that satisfy the predicate. */
  public List<ColumnTest> tests() {
    return tests;
  }

  /** The ordinals of the columns that it looks at, ascending. */
  List<Integer> columns() {
    return columns;
  }

  /** The predicate over batches of just {@link #columns}. */
  Filter filter() {
    Filter known = filter;
    if (known == null) {
      known = Filter.compile(rebound(predicate), context);
      filter = known;
    }
    return known;
  }

  private Expression rebound(Expression expression) {
    if (expression instanceof ColumnReference column) {
      return new ColumnReference(
          columns.indexOf(column.id()), column.name(), column.type(), column.nullable());
    }
    return expression.children().isEmpty()
        ? expression
        : expression.withChildren(expression.children().stream().map(this::rebound).toList());
  }
}
