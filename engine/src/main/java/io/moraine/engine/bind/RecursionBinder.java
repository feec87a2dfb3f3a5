package io.moraine.engine.bind;

import io.moraine.core.expr.ColumnReference;
import io.moraine.core.type.DataType;
import io.moraine.engine.bind.BindContext.Bound;
import io.moraine.engine.bind.BindContext.Working;
import io.moraine.engine.plan.LogicalPlan;
import io.moraine.engine.plan.Recursion;
import io.moraine.engine.plan.WorkingRows;
import io.moraine.engine.sql.syntax.Query;
import io.moraine.engine.sql.syntax.QueryBody;
import io.moraine.engine.sql.syntax.QueryBody.SetOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Binds a query of WITH RECURSIVE: where it begins, and the step that names the query itself. */
record RecursionBinder(BindContext context) {

  /**
   * The rows of {@code query}, a union whose right side names it by {@code name}; where it does
   * not, it is a query like others.
   *
   * @param names of its columns; none for those of its left side
   */
  Bound bind(Query query, String name, List<String> names) {
    SetOperation union = (SetOperation) query.body();
    boolean plain = union.operator() != QueryBody.SetOperator.UNION || !query.isOnlyBody();
    if (plain) {
      return QueryBinder.bind(context, query, Optional.empty());
    }
    LogicalPlan base = side(context, union.left());
    if (!names.isEmpty() && names.size() != base.output().size()) {
      throw context.error(
          query,
          "%s names %d columns, but has %d".formatted(name, names.size(), base.output().size()));
    }
    List<ColumnReference> given = new ArrayList<>();
    for (int i = 0; i < base.output().size(); i++) {
      ColumnReference column = base.output().get(i);
      String called = names.isEmpty() ? column.name() : names.get(i);
      given.add(context.ids().fresh(called, column.type(), true));
    }
    int id = given.get(0).id();
    BindContext inner = context.withWorking(name, new Working(id, given));
    LogicalPlan step = side(inner, union.right());
    if (!reads(step, id)) {
      return QueryBinder.bind(context, query, Optional.empty());
    }
    if (!union.all()) {
      throw context.unsupported(query, "WITH RECURSIVE with UNION without ALL");
    }
    List<DataType> types = given.stream().map(ColumnReference::type).toList();
    if (step.output().size() != types.size()) {
      throw context.error(
          query,
          "The step of %s has %d columns, its start %d"
              .formatted(name, step.output().size(), types.size()));
    }
    LogicalPlan cast = context.at(query, () -> QueryBinder.cast(inner, step, types));
    Recursion recursion = new Recursion(id, base, cast, given);
    return new Bound(recursion, Scope.of(given, List.of(), Optional.empty()));
  }

  private static LogicalPlan side(BindContext context, QueryBody body) {
    return body.accept(new QueryBinder(context, Optional.empty(), List.of())).plan();
  }

  private static boolean reads(LogicalPlan plan, int id) {
    return (plan instanceof WorkingRows rows && rows.id() == id)
        || plan.inputs().stream().anyMatch(input -> reads(input, id));
  }

  /** What the query called {@code name} gave last, under columns of its own. */
  Bound workingRows(Working working, String name, Optional<Scope> outer) {
    List<ColumnReference> columns = new ArrayList<>();
    working.columns().forEach(c -> columns.add(context.ids().fresh(c)));
    return new Bound(
        new WorkingRows(working.id(), columns), Scope.of(columns, List.of(name), outer));
  }
}
