package io.moraine.engine.plan;

import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Each row of {@code input} once for each of {@code projections}: what GROUPING SETS group.
 *
 * @param projections each with an expression for each of {@code output}
 */
public record Expand(
    LogicalPlan input, List<List<Expression>> projections, List<ColumnReference> output)
    implements LogicalPlan {
  public Expand {
    projections = projections.stream().map(List::copyOf).toList();
    output = List.copyOf(output);
  }

  @Override
  public List<LogicalPlan> inputs() {
    return List.of(input);
  }

  @Override
  public List<Expression> expressions() {
    return projections.stream().flatMap(List::stream).toList();
  }

  @Override
  public LogicalPlan withInputs(List<LogicalPlan> inputs) {
    return new Expand(inputs.get(0), projections, output);
  }

  @Override
  public LogicalPlan mapExpressions(UnaryOperator<Expression> change) {
    return new Expand(
        input, projections.stream().map(p -> p.stream().map(change).toList()).toList(), output);
  }

  @Override
  public String label() {
    return "Expand " + projections;
  }
}
