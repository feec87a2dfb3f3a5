package io.moraine.engine.plan;

import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import java.util.List;
import java.util.function.UnaryOperator;

/** The rows that the last round of the {@link Recursion} called {@code id} gave. */
public record WorkingRows(int id, List<ColumnReference> output) implements LogicalPlan {
  public WorkingRows {
    output = List.copyOf(output);
  }

  @Override
  public List<LogicalPlan> inputs() {
    return List.of();
  }

  @Override
  public List<Expression> expressions() {
    return List.of();
  }

  @Override
  public LogicalPlan withInputs(List<LogicalPlan> inputs) {
    return this;
  }

  @Override
  public LogicalPlan mapExpressions(UnaryOperator<Expression> change) {
    return this;
  }

  @Override
  public String label() {
    return "Working rows #" + id;
  }
}
