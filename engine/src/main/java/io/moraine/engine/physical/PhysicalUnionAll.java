package io.moraine.engine.physical;

import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.util.List;

/**
 * The rows of all {@code inputs}, duplicates kept.
 *
 * @param inputs at least one, of the same types
 * @param output the columns' names and nullability
 */
public record PhysicalUnionAll(List<PhysicalPlan> inputs, StructType output)
    implements PhysicalPlan {
  public PhysicalUnionAll {
    inputs = List.copyOf(inputs);
    if (inputs.isEmpty()) {
      throw new IllegalArgumentException("A union needs at least one input");
    }
    for (PhysicalPlan input : inputs) {
      PlanText.requireTypes(
          "A union's input",
          output,
          input.output().fields().stream().map(StructField::type).toList());
    }
  }

  @Override
  public List<PhysicalPlan> children() {
    return inputs;
  }

  @Override
  public String describe() {
    return "UnionAll";
  }
}
