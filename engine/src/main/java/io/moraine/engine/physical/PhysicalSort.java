package io.moraine.engine.physical;

import io.moraine.core.type.StructType;
import java.util.List;

/**
 * The rows of {@code child}, ordered by {@code keys}, the first key counting most. Rows that tie on
 * all keys keep the order they came in where the source's order is known.
 */
public record PhysicalSort(PhysicalPlan child, List<SortKey> keys) implements PhysicalPlan {
  public PhysicalSort {
    keys = List.copyOf(keys);
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("A sort needs at least one key");
    }
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
    return "Sort " + PlanText.join(keys);
  }
}
