package io.moraine.engine.physical;

import io.moraine.core.expr.Expression;
import io.moraine.core.type.StructType;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of {@code child} with a column more for each of {@code calls}, computed from the rows of
 * the same partition in {@code order}. Rows that tie keep the order they came in where the source's
 * order is known.
 *
 * @param partition what rows of a partition have in common; none for a single partition
 * @param order of the rows of a partition; may be empty
 * @param output the child's columns, then the calls'
 */
public record PhysicalWindow(
    PhysicalPlan child,
    List<Expression> partition,
    List<SortKey> order,
    List<WindowCall> calls,
    StructType output)
    implements PhysicalPlan {
  public PhysicalWindow {
    partition = List.copyOf(partition);
    order = List.copyOf(order);
    calls = List.copyOf(calls);
    List<io.moraine.core.type.DataType> types = new ArrayList<>();
    child.output().fields().forEach(field -> types.add(field.type()));
    calls.forEach(call -> types.add(call.type()));
    PlanText.requireTypes("A window", output, types);
  }

  /** All expressions over the child's columns. */
  public List<Expression> expressions() {
    List<Expression> expressions = new ArrayList<>(partition);
    order.forEach(key -> expressions.add(key.expression()));
    calls.forEach(call -> expressions.addAll(call.expressions()));
    return List.copyOf(expressions);
  }

  @Override
  public List<PhysicalPlan> children() {
    return List.of(child);
  }

  @Override
  public String describe() {
    return "Window [%s] by [%s] order [%s]"
        .formatted(PlanText.join(calls), PlanText.join(partition), PlanText.join(order));
  }
}
