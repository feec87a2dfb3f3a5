package io.moraine.engine.physical;

import io.moraine.core.expr.Expression;
import io.moraine.core.type.DataType;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.util.ArrayList;
import java.util.List;

/**
 * Groups the rows of {@code child} and computes aggregates over each group.
 *
 * <p>Nulls group together, −0.0 with 0.0, and NaN with NaN. Without group expressions there is one
 * group, also over no rows. Without aggregates it is DISTINCT.
 *
 * @param groups what rows of a group have in common
 * @param aggregates what is computed
 * @param output the groups' columns, then the aggregates'
 */
public record PhysicalAggregate(
    PhysicalPlan child, List<Expression> groups, List<AggregateCall> aggregates, StructType output)
    implements PhysicalPlan {
  public PhysicalAggregate {
    groups = List.copyOf(groups);
    aggregates = List.copyOf(aggregates);
    List<DataType> types = new ArrayList<>();
    groups.forEach(group -> types.add(group.type()));
    aggregates.forEach(aggregate -> types.add(aggregate.type()));
    PlanText.requireTypes("An aggregate", output, types);
  }

  /** An aggregate whose columns are called {@code names}, groups first. */
  public static PhysicalAggregate of(
      PhysicalPlan child,
      List<Expression> groups,
      List<AggregateCall> aggregates,
      List<String> names) {
    List<StructField> fields = new ArrayList<>();
    for (Expression group : groups) {
      fields.add(
          StructField.of(names.get(fields.size()), group.type()).withNullable(group.nullable()));
    }
    for (AggregateCall call : aggregates) {
      fields.add(
          StructField.of(names.get(fields.size()), call.type()).withNullable(call.nullable()));
    }
    return new PhysicalAggregate(child, groups, aggregates, StructType.ofResult(fields));
  }

  @Override
  public List<PhysicalPlan> children() {
    return List.of(child);
  }

  @Override
  public String describe() {
    return "Aggregate [%s] by [%s]".formatted(PlanText.join(aggregates), PlanText.join(groups));
  }
}
