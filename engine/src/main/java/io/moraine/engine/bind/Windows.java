package io.moraine.engine.bind;

import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.engine.physical.SortKey;
import io.moraine.engine.physical.WindowCall;
import io.moraine.engine.plan.ColumnIds;
import io.moraine.engine.plan.LogicalPlan;
import io.moraine.engine.plan.NamedWindowCall;
import io.moraine.engine.plan.Window;
import io.moraine.engine.sql.syntax.Window.WindowDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The window functions that a SELECT's clauses ask for; equal ones are computed once, and those of
 * one partition and order over the same sorted rows.
 */
final class Windows {
  /** What window functions can share. */
  record Rows(List<Expression> partition, List<SortKey> order) {}

  private final ColumnIds ids;
  private final List<WindowDefinition> named;
  private final Map<Rows, Map<WindowCall, ColumnReference>> calls = new LinkedHashMap<>();

  /** None yet; {@code named} are the windows of the WINDOW clause. */
  Windows(ColumnIds ids, List<WindowDefinition> named) {
    this.ids = ids;
    this.named = named;
  }

  /** The windows of the WINDOW clause. */
  List<WindowDefinition> named() {
    return named;
  }

  /** The column that holds what {@code call} gives. */
  ColumnReference add(Rows rows, WindowCall call) {
    return calls
        .computeIfAbsent(rows, r -> new LinkedHashMap<>())
        .computeIfAbsent(call, c -> ids.fresh(c.toString(), c.type(), c.nullable()));
  }

  /** The columns that hold what the functions give. */
  List<ColumnReference> columns() {
    return calls.values().stream().flatMap(of -> of.values().stream()).toList();
  }

  /** {@code plan} with the functions' columns; {@code change} is made to what they look at. */
  LogicalPlan plan(LogicalPlan plan, UnaryOperator<Expression> change) {
    LogicalPlan result = plan;
    for (Map.Entry<Rows, Map<WindowCall, ColumnReference>> entry : calls.entrySet()) {
      List<NamedWindowCall> computed = new ArrayList<>();
      entry.getValue().forEach((call, column) -> computed.add(new NamedWindowCall(column, call)));
      result =
          new Window(result, entry.getKey().partition(), entry.getKey().order(), computed)
              .mapExpressions(change)
              .withInputs(List.of(result));
    }
    return result;
  }
}
