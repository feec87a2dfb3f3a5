package io.moraine.engine.bind;

import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.type.DataType;
import io.moraine.engine.physical.AggregateCall;
import io.moraine.engine.plan.ColumnIds;
import io.moraine.engine.plan.NamedAggregate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The aggregates that a SELECT's clauses ask for; equal ones are computed once. */
final class Aggregates {
  /**
   * A question for which set of GROUPING SETS a row stands.
   *
   * @param columns a bit each, the last the lowest: 1 if it is not in the set; none for all
   */
  record GroupingCall(List<Expression> columns, DataType type) {}

  private final ColumnIds ids;
  private final Map<AggregateCall, ColumnReference> calls = new LinkedHashMap<>();
  private final Map<GroupingCall, ColumnReference> groupings = new LinkedHashMap<>();

  Aggregates(ColumnIds ids) {
    this.ids = ids;
  }

  /** The column that holds what {@code call} gives. */
  ColumnReference add(AggregateCall call) {
    return calls.computeIfAbsent(call, c -> ids.fresh(c.toString(), c.type(), c.nullable()));
  }

  /** A column that stands for the answer to {@code call} until the sets are known. */
  ColumnReference addGrouping(GroupingCall call) {
    return groupings.computeIfAbsent(call, c -> ids.fresh("grouping", c.type(), false));
  }

  /** The questions for sets, and what stands for their answers. */
  Map<GroupingCall, ColumnReference> groupings() {
    return groupings;
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
