package io.moraine.engine.physical;

import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.util.List;

/**
 * The rows of {@code base}, then those of {@code step}, which is run again as long as it gives
 * some; it reads those of the last round by {@link PhysicalWorkingRows}.
 */
public record PhysicalRecursion(int id, PhysicalPlan base, PhysicalPlan step, StructType output)
    implements PhysicalPlan {
  public PhysicalRecursion {
    for (PhysicalPlan input : List.of(base, step)) {
      PlanText.requireTypes(
          "A recursion's input",
          output,
          input.output().fields().stream().map(StructField::type).toList());
    }
  }

  @Override
  public List<PhysicalPlan> children() {
    return List.of(base, step);
  }

  @Override
  public String describe() {
    return "Recursion #" + id;
  }
}
