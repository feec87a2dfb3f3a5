package io.moraine.engine.bind;

import io.moraine.core.expr.ColumnReference;
import io.moraine.engine.physical.AggregateCall;
import io.moraine.engine.plan.ColumnIds;
import io.moraine.engine.plan.NamedAggregate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The aggregates that a SELECT's clauses ask for; equal ones are computed once. */
final class Aggregates {
  private final ColumnIds ids;
  private final Map<AggregateCall, ColumnReference> calls = new LinkedHashMap<>();

  Aggregates(ColumnIds ids) {
    this.ids = ids;
  }

  /** The column that holds what {@code call} gives. */
  ColumnReference add(AggregateCall call) {
    return calls.computeIfAbsent(call, c -> ids.fresh(c.toString(), c.type(), c.nullable()));
  }

  /** Whether there are none. */
  boolean isEmpty() {
    return calls.isEmpty();
  }

  /** All of them, in the order they were met. */
  List<NamedAggregate> named() {
    return calls.entrySet().stream()
        .map(entry -> new NamedAggregate(entry.getValue(), entry.getKey()))
        .toList();
  }
}
