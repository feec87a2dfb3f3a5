package io.moraine.engine.physical;

import io.moraine.core.expr.Expression;
import io.moraine.core.type.StructType;
import java.util.List;

/** The rows of {@code child} for which {@code predicate} is true: not false, and not null. */
public record PhysicalFilter(PhysicalPlan child, Expression predicate) implements PhysicalPlan {
  public PhysicalFilter {
    PlanText.requireBoolean(predicate);
  }

  @Override
  public StructType output() {
    return child.output();
  }

  @Override
  public List<PhysicalPlan> children() {
    return List.of(child);
  }

  @Override
  public String describe() {
    return "Filter " + predicate;
  }
}
