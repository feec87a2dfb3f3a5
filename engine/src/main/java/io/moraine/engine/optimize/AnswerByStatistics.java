package io.moraine.engine.optimize;

import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.stats.ColumnStatistics;
import io.moraine.engine.catalog.ExactStatistics;
import io.moraine.engine.physical.AggregateCall;
import io.moraine.engine.physical.AggregateFunction;
import io.moraine.engine.plan.LogicalPlan;
import io.moraine.engine.plan.NamedAggregate;
import io.moraine.engine.plan.NamedExpression;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Counts, minima and maxima of whole tables that the table knows without being read. */
final class AnswerByStatistics {
  private AnswerByStatistics() {}

  static LogicalPlan apply(LogicalPlan plan) {
    return Plans.bottomUp(
        plan,
        node ->
            node instanceof LogicalPlan.Aggregate aggregate && aggregate.groups().isEmpty()
                ? answered(aggregate)
                : node);
  }

  private static LogicalPlan answered(LogicalPlan.Aggregate aggregate) {
    Map<Integer, Expression> names = new HashMap<>();
    LogicalPlan input = aggregate.input();
    if (input instanceof LogicalPlan.Project project) {
      for (NamedExpression column : project.columns()) {
        names.put(column.output().id(), column.expression());
      }
      input = project.input();
    }
    if (!(input instanceof LogicalPlan.Scan scan) || !scan.filters().isEmpty()) {
      return aggregate;
    }
    Map<Integer, Integer> ordinals = new HashMap<>();
    int own = scan.table().schema().size();
    for (LogicalPlan.Scan.Column column : scan.columns()) {
      if (column.ordinal() < own) {
        ordinals.put(column.output().id(), column.ordinal());
      }
    }
    if (!aggregate.aggregates().stream().allMatch(named -> isSimple(named.call()))) {
      return aggregate;
    }
    Optional<ExactStatistics> statistics = scan.table().exactly();
    if (statistics.isEmpty()) {
      return aggregate;
    }
    List<Expression> values = new ArrayList<>();
    for (NamedAggregate named : aggregate.aggregates()) {
      Optional<Literal> value =
          value(named, argument(named.call(), names), ordinals, statistics.get());
      if (value.isEmpty()) {
        return aggregate;
      }
      values.add(value.get());
    }
    return new LogicalPlan.Values(aggregate.output(), List.of(values));
  }

  private static boolean isSimple(AggregateCall call) {
    boolean extreme =
        call.function() == AggregateFunction.MIN || call.function() == AggregateFunction.MAX;
    boolean count = call.function() == AggregateFunction.COUNT && !call.distinct();
    return (extreme || count) && call.filter().equals(Literal.TRUE) && call.arguments().size() <= 1;
  }

  private static Expression argument(AggregateCall call, Map<Integer, Expression> names) {
    if (call.arguments().isEmpty()) {
      return Literal.TRUE;
    }
    return Plans.substitute(call.arguments().get(0), names);
  }

  private static Optional<Literal> value(
      NamedAggregate named,
      Expression argument,
      Map<Integer, Integer> ordinals,
      ExactStatistics statistics) {
    boolean count = named.call().function() == AggregateFunction.COUNT;
    if (count && argument instanceof Literal literal) {
      return Optional.of(Literal.of(literal.value() == null ? 0L : statistics.rows()));
    }
    if (!(argument instanceof ColumnReference column) || !ordinals.containsKey(column.id())) {
      return Optional.empty();
    }
    Optional<ColumnStatistics> known = statistics.column(ordinals.get(column.id()));
    if (known.isEmpty()) {
      return Optional.empty();
    }
    if (count) {
      return Optional.of(Literal.of(statistics.rows() - known.get().nullCount()));
    }
    boolean min = named.call().function() == AggregateFunction.MIN;
    Object value = min ? known.get().min() : known.get().max();
    return Optional.of(new Literal(named.output().type(), value));
  }
}
