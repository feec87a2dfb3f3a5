package io.moraine.engine.exec;

import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.engine.physical.AggregateCall;
import io.moraine.engine.physical.AggregateFunction;
import io.moraine.engine.physical.PhysicalAggregate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Aggregates over distinct arguments as two aggregates: one that makes the arguments distinct with
 * the groups, one over its rows. The first is then as parallel as any grouping.
 */
final class DistinctAggregates {
  private DistinctAggregates() {}

  /**
   * The same as {@code plan}, in two steps if all of its calls want the same distinct arguments.
   */
  static PhysicalAggregate inTwoSteps(PhysicalAggregate plan) {
    if (plan.aggregates().isEmpty()) {
      return plan;
    }
    List<Expression> arguments = plan.aggregates().get(0).arguments();
    for (AggregateCall call : plan.aggregates()) {
      if (!isDistinct(call)
          || !call.arguments().equals(arguments)
          || !call.filter().equals(Literal.TRUE)) {
        return plan;
      }
    }
    List<Expression> keys = new ArrayList<>(plan.groups());
    keys.addAll(arguments);
    List<String> names = IntStream.range(0, keys.size()).mapToObj(i -> "key" + i).toList();
    PhysicalAggregate distinct = PhysicalAggregate.of(plan.child(), keys, List.of(), names);
    List<Expression> columns = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      Expression key = keys.get(i);
      columns.add(new ColumnReference(i, names.get(i), key.type(), key.nullable()));
    }
    int groups = plan.groups().size();
    List<Expression> distinctArguments = columns.subList(groups, columns.size());
    return new PhysicalAggregate(
        distinct,
        columns.subList(0, groups),
        plan.aggregates().stream()
            .map(
                call ->
                    new AggregateCall(
                        plain(call.function()), distinctArguments, false, Literal.TRUE))
            .toList(),
        plan.output());
  }

  private static boolean isDistinct(AggregateCall call) {
    return call.distinct() || plain(call.function()) != call.function();
  }

  private static AggregateFunction plain(AggregateFunction function) {
    return switch (function) {
      case APPROX_COUNT_DISTINCT -> AggregateFunction.COUNT;
      case COLLECT_SET -> AggregateFunction.COLLECT_LIST;
      default -> function;
    };
  }
}
