package io.moraine.engine.plan;

import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.engine.physical.SortKey;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The rows of {@code input}, each with what {@code calls} give for it.
 *
 * @param partition what rows of a partition have in common
 * @param order of the rows in a partition
 */
public record Window(
    LogicalPlan input, List<Expression> partition, List<SortKey> order, List<NamedWindowCall> calls)
    implements LogicalPlan {
  public Window {
    partition = List.copyOf(partition);
    order = List.copyOf(order);
    calls = List.copyOf(calls);
  }

  @Override
  public List<ColumnReference> output() {
    List<ColumnReference> output = new ArrayList<>(input.output());
    calls.forEach(call -> output.add(call.output()));
    return List.copyOf(output);
  }

  @Override
  public List<LogicalPlan> inputs() {
    return List.of(input);
  }

  @Override
  public List<Expression> expressions() {
    List<Expression> expressions = new ArrayList<>(partition);
    order.forEach(key -> expressions.add(key.expression()));
    calls.forEach(named -> expressions.addAll(named.call().expressions()));
    return expressions;
  }

  @Override
  public LogicalPlan withInputs(List<LogicalPlan> inputs) {
    return new Window(inputs.get(0), partition, order, calls);
  }

  @Override
  public Window mapExpressions(UnaryOperator<Expression> change) {
    return new Window(
        input,
        partition.stream().map(change).toList(),
        order.stream().map(key -> key.map(change)).toList(),
        calls.stream().map(n -> new NamedWindowCall(n.output(), n.call().map(change))).toList());
  }

  @Override
  public String label() {
    return "Window by %s order %s %s".formatted(partition, order, calls);
  }
}
