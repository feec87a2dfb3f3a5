package io.moraine.engine.exec.context;

import io.moraine.engine.physical.PhysicalPlan;
import java.util.IdentityHashMap;

/** What the operators of one execution have done. Safe for use by several threads at once. */
public final class ExecutionMetrics {
  private final IdentityHashMap<PhysicalPlan, OperatorMetrics> byOperator = new IdentityHashMap<>();

  /** The metrics of {@code operator}, which is told from equal ones by identity. */
  public synchronized OperatorMetrics of(PhysicalPlan operator) {
    return byOperator.computeIfAbsent(operator, o -> new OperatorMetrics());
  }

  /** The plan as an indented tree, one operator a line, with what each has done. */
  public String explain(PhysicalPlan plan) {
    StringBuilder text = new StringBuilder();
    append(plan, 0, text);
    return text.toString();
  }

  private void append(PhysicalPlan plan, int depth, StringBuilder text) {
    OperatorMetrics metrics = of(plan);
    text.append("  ".repeat(depth))
        .append(plan.describe())
        .append(" (rows=%d, batches=%d)\n".formatted(metrics.rows(), metrics.batches()));
    for (PhysicalPlan child : plan.children()) {
      append(child, depth + 1, text);
    }
  }
}
