package io.moraine.engine.lower;

import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.engine.plan.LogicalPlan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The place in a batch of each column, by its id. */
public final class Ordinals {
  private final Map<Integer, Integer> ordinals = new HashMap<>();

  private Ordinals() {}

  /** Of the columns that {@code plan} gives. */
  public static Ordinals of(LogicalPlan plan) {
    return of(plan.output());
  }

  /** Of {@code columns}, in their order. */
  public static Ordinals of(List<ColumnReference> columns) {
    Ordinals ordinals = new Ordinals();
    for (int i = 0; i < columns.size(); i++) {
      ordinals.ordinals.putIfAbsent(columns.get(i).id(), i);
    }
    return ordinals;
  }

  /** Of a scan's columns within its table. */
  static Ordinals ofScan(LogicalPlan.Scan scan) {
    Ordinals ordinals = new Ordinals();
    scan.filterColumns().forEach(c -> ordinals.ordinals.put(c.output().id(), c.ordinal()));
    return ordinals;
  }

  /** {@code expression} with places in place of ids. */
  public Expression bind(Expression expression) {
    if (expression instanceof ColumnReference column) {
      Integer ordinal = ordinals.get(column.id());
      if (ordinal == null) {
        throw new IllegalStateException(
            "Plan reads column '%s' (id %d), which its input does not give"
                .formatted(column.name(), column.id()));
      }
      return new ColumnReference(ordinal, column.name(), column.type(), column.nullable());
    }
    return expression.children().isEmpty()
        ? expression
        : expression.withChildren(expression.children().stream().map(this::bind).toList());
  }
}
