package io.moraine.engine.plan;

import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.engine.physical.Generator;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Each row of {@code input} once for each element of its {@code collection}, with that.
 *
 * @param collection an array or a map, over the input's columns
 * @param generated the columns that the generator makes of an element
 */
public record Generate(
    LogicalPlan input, Expression collection, Generator generator, List<ColumnReference> generated)
    implements LogicalPlan {
  public Generate {
    generated = List.copyOf(generated);
  }

  @Override
  public List<ColumnReference> output() {
    List<ColumnReference> output = new ArrayList<>(input.output());
    output.addAll(generated);
    return List.copyOf(output);
  }

  @Override
  public List<LogicalPlan> inputs() {
    return List.of(input);
  }

  @Override
  public List<Expression> expressions() {
    return List.of(collection);
  }

  @Override
  public LogicalPlan withInputs(List<LogicalPlan> inputs) {
    return new Generate(inputs.get(0), collection, generator, generated);
  }

  @Override
  public LogicalPlan mapExpressions(UnaryOperator<Expression> change) {
    return new Generate(input, change.apply(collection), generator, generated);
  }

  @Override
  public String label() {
    return "Generate %s of %s".formatted(generator, collection);
  }
}
