package io.moraine.engine.plan;

import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.engine.physical.AggregateCall;
import java.util.function.UnaryOperator;

/** An aggregate over a group's rows, and the column that its value becomes. */
public record NamedAggregate(ColumnReference output, AggregateCall call) {

  NamedAggregate map(UnaryOperator<Expression> change) {
    return new NamedAggregate(output, call.map(change));
  }

  @Override
  public String toString() {
    return call + " AS " + output.name();
  }
}
