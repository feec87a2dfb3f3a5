package io.moraine.engine.rule;

import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.type.StructType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntFunction;

/** A schema's columns in expressions. */
final class Columns {
  private Columns() {}

  /** References to all columns of {@code schema}, by ordinals. */
  static List<ColumnReference> references(StructType schema) {
    List<ColumnReference> columns = new ArrayList<>();
    for (int i = 0; i < schema.size(); i++) {
      var field = schema.field(i);
      // A row that is checked may lack what it must have.
      columns.add(new ColumnReference(i, field.name(), field.type(), true));
    }
    return columns;
  }

  /** The ordinals of the columns of {@code schema} that {@code expression} is computed from. */
  static SortedSet<Integer> of(Expression expression, StructType schema) {
    SortedSet<Integer> ordinals = new TreeSet<>();
    collect(expression, ordinals);
    ordinals.removeIf(ordinal -> ordinal >= schema.size());
    return ordinals;
  }

  private static void collect(Expression expression, Set<Integer> ordinals) {
    if (expression instanceof ColumnReference column) {
      ordinals.add(column.id());
    }
    expression.children().forEach(child -> collect(child, ordinals));
  }

  /** {@code expression} with what {@code values} gives in place of each ordinal. */
  static Expression replaced(Expression expression, IntFunction<Expression> values) {
    if (expression instanceof ColumnReference column) {
      return values.apply(column.id());
    }
    return expression.children().isEmpty()
        ? expression
        : expression.withChildren(
            expression.children().stream().map(child -> replaced(child, values)).toList());
  }
}
