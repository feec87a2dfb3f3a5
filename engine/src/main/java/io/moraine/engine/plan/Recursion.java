package io.moraine.engine.plan;

import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The rows of {@code base}, and those that {@code step} makes of them, and those that it makes of
 * these, until it makes none.
 *
 * @param id what {@link WorkingRows} in the step call the rows of the last round by
 */
public record Recursion(int id, LogicalPlan base, LogicalPlan step, List<ColumnReference> output)
    implements LogicalPlan {
  public Recursion {
    output = List.copyOf(output);
  }

  @Override
  public List<LogicalPlan> inputs() {
    return List.of(base, step);
  }

  @Override
  public List<Expression> expressions() {
    return List.of();
  }

  @Override
  public LogicalPlan withInputs(List<LogicalPlan> inputs) {
    return new Recursion(id, inputs.get(0), inputs.get(1), output);
  }

  @Override
  public LogicalPlan mapExpressions(UnaryOperator<Expression> change) {
    return this;
  }

  @Override
  public String label() {
    return "Recursion #" + id;
  }
}
