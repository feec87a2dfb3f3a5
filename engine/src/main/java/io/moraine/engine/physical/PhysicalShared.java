package io.moraine.engine.physical;

import io.moraine.core.type.StructType;
import java.util.List;

/**
 * The rows of {@code child}, computed once per execution however often nodes of the same {@code id}
 * stand in the plan: a common table expression used twice.
 *
 * @param id tells shared parts of a plan apart; nodes of one id have equal children
 */
public record PhysicalShared(int id, PhysicalPlan child) implements PhysicalPlan {
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
    return "Shared #" + id;
  }
}
