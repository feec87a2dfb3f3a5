package io.moraine.engine.dml;

import io.moraine.core.expr.Case;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.engine.plan.ColumnIds;
import io.moraine.engine.plan.LogicalPlan;
import io.moraine.engine.plan.NamedExpression;
import io.moraine.engine.rule.TableRules;
import io.moraine.reader.RowAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes the plans of changes, in the columns of a {@link ChangeLayout}. */
record ChangePlan(ColumnIds ids, TableRules rules, ChangeLayout layout) {

  /** A plan for new rows: those of {@code input}. */
  LogicalPlan ofInserts(LogicalPlan input, RowValues values) {
    List<Expression> address =
        new ArrayList<>(
            List.of(
                Literal.ofNull(RowAddress.FILE.type()),
                Literal.ofNull(RowAddress.POSITION.type())));
    if (layout.tracked()) {
      address.add(Literal.ofNull(Primitive.LONG));
    }
    return of(
        input, RowAction.INSERT.code(), address, values, RowValues.none(rules.schema()).values());
  }

  /**
   * A plan for the rows of {@code input}.
   *
   * @param address of the target's row, if there is one
   * @param old the row's values, if there is one
   */
  LogicalPlan of(
      LogicalPlan input,
      Expression action,
      List<Expression> address,
      RowValues row,
      List<? extends Expression> old) {
    List<NamedExpression> given = new ArrayList<>();
    given.add(named("action", action));
    given.add(named(RowAddress.FILE.name(), address.get(0)));
    given.add(named(RowAddress.POSITION.name(), address.get(1)));
    if (layout.tracked()) {
      given.add(named("row_id", address.get(2)));
    }
    for (int i = 0; i < layout.width(); i++) {
      given.add(named(rules.schema().field(i).name(), row.values().get(i)));
    }
    if (layout.recorded()) {
      for (int i = 0; i < layout.width(); i++) {
        given.add(named("old " + rules.schema().field(i).name(), old.get(i)));
      }
    }
    for (int ordinal : layout.numbered()) {
      given.add(named("numbered", row.computed().getOrDefault(ordinal, Literal.FALSE)));
    }
    int columns = given.size();
    Map<Integer, Expression> computed = new TreeMap<>(row.computed());
    computed.keySet().removeAll(layout.numbered());
    Map<Integer, Expression> conditions = new HashMap<>();
    computed.forEach(
        (ordinal, condition) -> {
          if (condition instanceof Literal) {
            conditions.put(ordinal, condition);
          } else {
            NamedExpression flag = named("computed", condition);
            given.add(flag);
            conditions.put(ordinal, flag.output());
          }
        });
    LogicalPlan plan = new LogicalPlan.Project(input, given);
    return isStoredAsGiven(conditions) ? plan : stored(plan, columns, conditions);
  }

  private boolean isStoredAsGiven(Map<Integer, Expression> computed) {
    for (int i = 0; i < layout.width(); i++) {
      if (rules.isGenerated(i) ? computed.containsKey(i) : rules.isChanged(i)) {
        return false;
      }
    }
    return true;
  }

  /** The rows of {@code plan} with what is computed from given values in its place. */
  private LogicalPlan stored(LogicalPlan plan, int columns, Map<Integer, Expression> conditions) {
    List<ColumnReference> given = plan.output();
    List<NamedExpression> result = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      result.add(NamedExpression.of(given.get(i)));
    }
    List<Expression> values = new ArrayList<>();
    for (int i = 0; i < layout.width(); i++) {
      values.add(rules.stored(i, given.get(layout.firstNew() + i)));
    }
    for (int i = 0; i < layout.width(); i++) {
      Expression value = values.get(i);
      Expression when = conditions.getOrDefault(i, Literal.FALSE);
      if (!when.equals(Literal.FALSE)) {
        Expression generated = rules.generated(i, values::get);
        value =
            when.equals(Literal.TRUE)
                ? generated
                : new Case(List.of(new Case.Branch(when, generated)), value);
      }
      if (value != given.get(layout.firstNew() + i)) {
        result.set(layout.firstNew() + i, named(rules.schema().field(i).name(), value));
      }
    }
    return new LogicalPlan.Project(plan, result);
  }

  private NamedExpression named(String name, Expression expression) {
    return new NamedExpression(
        ids.fresh(name, expression.type(), expression.nullable()), expression);
  }
}
