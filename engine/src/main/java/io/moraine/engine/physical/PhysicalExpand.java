package io.moraine.engine.physical;

import io.moraine.core.expr.Expression;
import io.moraine.core.type.StructType;
import java.util.List;

/**
 * Gives each row of {@code child} once per projection: what GROUPING SETS, ROLLUP and CUBE group.
 *
 * @param projections at least one, each with an expression a column of {@code output}
 * @param output the columns' names, types and nullability
 */
public record PhysicalExpand(
    PhysicalPlan child, List<List<Expression>> projections, StructType output)
    implements PhysicalPlan {
  public PhysicalExpand {
    projections = projections.stream().map(List::copyOf).toList();
    if (projections.isEmpty()) {
      throw new IllegalArgumentException("Expand needs at least one projection");
    }
    for (List<Expression> projection : projections) {
      PlanText.requireTypes("Expand", output, projection.stream().map(Expression::type).toList());
    }
  }

  @Override
  public List<PhysicalPlan> children() {
    return List.of(child);
  }

  @Override
  public String describe() {
    return "Expand " + PlanText.join(projections);
  }
}
