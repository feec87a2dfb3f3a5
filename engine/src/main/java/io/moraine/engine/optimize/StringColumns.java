package io.moraine.engine.optimize;

import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.FieldAccess;
import io.moraine.core.type.StructField;
import io.moraine.engine.plan.Expand;
import io.moraine.engine.plan.LogicalPlan;
import io.moraine.engine.plan.LogicalPlan.Aggregate;
import io.moraine.engine.plan.LogicalPlan.Project;
import io.moraine.engine.plan.LogicalPlan.Scan;
import io.moraine.engine.plan.LogicalPlan.UnionAll;
import io.moraine.engine.plan.NamedExpression;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the fields of tables say of the columns of a plan, which pass them on.
 *
 * @param byId what is known, by columns' ids
 */
record StringColumns<T>(Map<Integer, T> byId) {

  /** What {@code mark} finds in the fields of the tables below {@code plan}. */
  static <T> StringColumns<T> of(LogicalPlan plan, Function<StructField, Optional<T>> mark) {
    StringColumns<T> found = new StringColumns<>(new HashMap<>());
    found.collect(plan, mark);
    return found;
  }

  private void collect(LogicalPlan plan, Function<StructField, Optional<T>> mark) {
    plan.inputs().forEach(input -> collect(input, mark));
    if (plan instanceof Scan scan) {
      List<StructField> fields = scan.table().schema().fields();
      for (Scan.Column column : scan.columns()) {
        if (column.ordinal() < fields.size()) {
          mark.apply(fields.get(column.ordinal())).ifPresent(value -> put(column.output(), value));
        }
      }
    } else if (plan instanceof Project project) {
      pass(project.columns());
    } else if (plan instanceof Aggregate aggregate) {
      pass(aggregate.groups());
    } else if (plan instanceof Expand expand) {
      for (List<Expression> projection : expand.projections()) {
        for (int i = 0; i < expand.output().size(); i++) {
          ColumnReference output = expand.output().get(i);
          at(projection.get(i)).ifPresent(value -> put(output, value));
        }
      }
    } else if (plan instanceof UnionAll union) {
      for (LogicalPlan input : union.inputs()) {
        for (int i = 0; i < union.output().size(); i++) {
          ColumnReference output = union.output().get(i);
          at(input.output().get(i)).ifPresent(value -> put(output, value));
        }
      }
    }
  }

  private void pass(List<NamedExpression> columns) {
    columns.forEach(
        column -> at(column.expression()).ifPresent(value -> put(column.output(), value)));
  }

  private void put(ColumnReference column, T value) {
    byId.put(column.id(), value);
  }

  /** What is known of a column, or of the one whose part {@code expression} is. */
  Optional<T> at(Expression expression) {
    if (expression instanceof FieldAccess field) {
      return at(field.struct());
    }
    return expression instanceof ColumnReference column
        ? Optional.ofNullable(byId.get(column.id()))
        : Optional.empty();
  }
}
