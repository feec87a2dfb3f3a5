package io.moraine.engine.bind;

import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.expr.Operators;
import io.moraine.core.function.Expressions;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.engine.bind.BindContext.Bound;
import io.moraine.engine.plan.Expand;
import io.moraine.engine.plan.LogicalPlan;
import io.moraine.engine.sql.syntax.QualifiedName;
import io.moraine.engine.sql.syntax.Relation.Unpivot;
import io.moraine.engine.sql.syntax.Relation.UnpivotGroup;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Binds UNPIVOT: each row once for each group of columns, with their values and their name. */
record UnpivotBinder(BindContext context, Optional<Scope> outer) {

  Bound bind(Unpivot unpivot, Bound input) {
    int width = unpivot.values().size();
    List<List<ColumnReference>> groups = new ArrayList<>();
    Set<Integer> taken = new HashSet<>();
    for (UnpivotGroup group : unpivot.groups()) {
      if (group.columns().size() != width) {
        throw context.error(
            unpivot,
            "UNPIVOT has %d columns of values, found a group of %d"
                .formatted(width, group.columns().size()));
      }
      List<ColumnReference> columns =
          group.columns().stream().map(name -> column(name, input)).toList();
      columns.forEach(column -> taken.add(column.id()));
      groups.add(columns);
    }
    List<DataType> types = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      int at = i;
      types.add(
          context.at(
              unpivot,
              () -> Typing.commonType(groups.stream().map(g -> g.get(at).type()).toList())));
    }
    List<ColumnReference> kept =
        input.scope().columns().stream()
            .filter(column -> column.visibility() == Scope.Visibility.SHOWN)
            .map(Scope.Column::reference)
            .filter(column -> !taken.contains(column.id()))
            .toList();
    return expanded(unpivot, input, kept, groups, types);
  }

  private Bound expanded(
      Unpivot unpivot,
      Bound input,
      List<ColumnReference> kept,
      List<List<ColumnReference>> groups,
      List<DataType> types) {
    List<ColumnReference> output = new ArrayList<>();
    kept.forEach(c -> output.add(context.ids().fresh(c.name(), c.type(), c.nullable())));
    output.add(context.ids().fresh(unpivot.name().text(), Primitive.STRING, false));
    List<Expression> values = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      ColumnReference value =
          context.ids().fresh(unpivot.values().get(i).text(), types.get(i), true);
      output.add(value);
      values.add(value);
    }
    List<List<Expression>> projections = new ArrayList<>();
    for (int g = 0; g < groups.size(); g++) {
      List<Expression> projection = new ArrayList<>(kept);
      projection.add(Literal.of(name(unpivot.groups().get(g))));
      for (int i = 0; i < types.size(); i++) {
        projection.add(Expressions.cast(groups.get(g).get(i), types.get(i)));
      }
      projections.add(projection);
    }
    LogicalPlan plan = new Expand(input.plan(), projections, output);
    if (!unpivot.includeNulls()) {
      List<Expression> present = values.stream().map(Operators::isNotNull).toList();
      plan = new LogicalPlan.Filter(plan, Operators.or(present));
    }
    return new Bound(plan, Scope.of(output, List.of(), outer));
  }

  private static String name(UnpivotGroup group) {
    return group
        .alias()
        .map(alias -> alias.text())
        .orElseGet(
            () ->
                group.columns().stream()
                    .map(column -> column.last().text())
                    .collect(Collectors.joining("_")));
  }

  private ColumnReference column(QualifiedName name, Bound input) {
    if (input.scope().find(name.texts()) instanceof Scope.Found.One one
        && one.expression() instanceof ColumnReference column) {
      return column;
    }
    throw context.error(
        name,
        "UNPIVOT needs a column '%s'; there are: %s"
            .formatted(name.display(), String.join(", ", input.scope().names())));
  }
}
