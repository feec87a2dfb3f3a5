package io.moraine.engine.bind;

import io.moraine.core.expr.Case;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.expr.Operators;
import io.moraine.core.function.Expressions;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.engine.plan.Expand;
import io.moraine.engine.plan.LogicalPlan;
import io.moraine.engine.plan.NamedAggregate;
import io.moraine.engine.plan.NamedExpression;
import io.moraine.engine.sql.syntax.SyntaxNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * GROUP BY several sets as one: each row stands once for each set, with nulls in place of the
 * expressions that are not in it, and the set's number is a group too.
 *
 * @param columns what stands for each grouping expression above the aggregation
 * @param set the number of the set, above the aggregation
 */
record ExpandedGroups(
    BindContext context,
    Expand expand,
    GroupingSets sets,
    List<NamedExpression> groups,
    Map<Expression, ColumnReference> columns,
    ColumnReference set) {

  static ExpandedGroups of(
      BindContext context,
      LogicalPlan input,
      Collection<Expression> expressions,
      GroupingSets sets) {
    List<ColumnReference> output = new ArrayList<>(input.output());
    List<NamedExpression> groups = new ArrayList<>();
    Map<Expression, ColumnReference> columns = new LinkedHashMap<>();
    for (Expression expression : expressions) {
      String name =
          expression instanceof ColumnReference column ? column.name() : expression.toString();
      boolean nullable =
          expression.nullable() || sets.sets().stream().anyMatch(s -> !s.contains(expression));
      ColumnReference below = context.ids().fresh(name, expression.type(), nullable);
      ColumnReference above = context.ids().fresh(below);
      output.add(below);
      groups.add(new NamedExpression(above, below));
      columns.put(expression, above);
    }
    ColumnReference number = context.ids().fresh("set", Primitive.INTEGER, false);
    ColumnReference set = context.ids().fresh(number);
    output.add(number);
    groups.add(new NamedExpression(set, number));
    List<List<Expression>> projections = new ArrayList<>();
    for (Set<Expression> present : sets.sets()) {
      List<Expression> projection = new ArrayList<>(input.output());
      for (Expression expression : expressions) {
        projection.add(
            present.contains(expression) ? expression : Literal.ofNull(expression.type()));
      }
      projection.add(Literal.of(projections.size()));
      projections.add(projection);
    }
    return new ExpandedGroups(
        context, new Expand(input, projections, output), sets, groups, columns, set);
  }

  LogicalPlan aggregate(List<NamedAggregate> aggregates) {
    return new LogicalPlan.Aggregate(expand, groups, aggregates);
  }

  /** Which columns of {@code call} are missing from a row's set, as bits. */
  Expression answer(Aggregates.GroupingCall call, SyntaxNode node) {
    List<Expression> asked =
        call.columns().isEmpty() ? List.copyOf(columns.keySet()) : call.columns();
    for (Expression column : asked) {
      if (!columns.containsKey(column)) {
        throw context.error(node, "grouping asks for %s, which is no group".formatted(column));
      }
    }
    List<Case.Branch> branches = new ArrayList<>();
    for (int i = 0; i < sets.sets().size(); i++) {
      long bits = 0;
      for (Expression column : asked) {
        bits = bits << 1 | (sets.sets().get(i).contains(column) ? 0 : 1);
      }
      branches.add(
          new Case.Branch(
              Operators.compare(Operators.EQ, set, Literal.of(i)), literal(bits, call)));
    }
    return new Case(branches, literal(0, call));
  }

  private Expression literal(long bits, Aggregates.GroupingCall call) {
    return context.fold(Expressions.cast(Literal.of(bits), call.type()));
  }
}
