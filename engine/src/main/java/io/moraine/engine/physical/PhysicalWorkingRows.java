package io.moraine.engine.physical;

import io.moraine.core.type.StructType;
import java.util.List;

/** The rows of the last round of the {@link PhysicalRecursion} called {@code id}. */
public record PhysicalWorkingRows(int id, StructType output) implements PhysicalPlan {
  @Override
  public List<PhysicalPlan> children() {
    return List.of();
  }

  @Override
  public String describe() {
    return "WorkingRows #" + id;
  }
}
