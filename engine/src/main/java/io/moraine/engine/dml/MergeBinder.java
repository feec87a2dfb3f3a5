package io.moraine.engine.dml;

import io.moraine.core.expr.Case;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.expr.Operators;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.engine.bind.Binder;
import io.moraine.engine.bind.Binder.BoundRelation;
import io.moraine.engine.catalog.CatalogTable;
import io.moraine.engine.delta.DeltaTable;
import io.moraine.engine.dml.TableChange.Kind;
import io.moraine.engine.dml.TableChange.Removal;
import io.moraine.engine.dml.TableChange.Repeats;
import io.moraine.engine.physical.JoinKind;
import io.moraine.engine.plan.LogicalPlan;
import io.moraine.engine.plan.NamedExpression;
import io.moraine.engine.rule.TableRules;
import io.moraine.engine.sql.syntax.Dml;
import io.moraine.engine.sql.syntax.Dml.MergeAction;
import io.moraine.engine.sql.syntax.Dml.MergeClause;
import io.moraine.engine.sql.syntax.Dml.MergeMatch;
import io.moraine.reader.TableScan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Binds MERGE as one join of target and source, so that each is read once: pairs are what matched,
 * the rows left over on either side what did not. Which clause a row falls to is computed first,
 * its new values by that.
 */
final class MergeBinder {
  private final DmlBinder dml;

  MergeBinder(DmlBinder dml) {
    this.dml = dml;
  }

  /** A clause, ready to be computed: when it applies, what happens, the row's new values. */
  private record Clause(Expression when, RowAction action, RowValues values) {}

  TableChange bind(Dml.Merge merge) {
    Binder binder = dml.binder();
    if (merge.schemaEvolution()) {
      throw binder.error(merge, "MERGE WITH SCHEMA EVOLUTION cannot be run yet");
    }
    DeltaTable table = dml.table(merge.target());
    TableRules rules = dml.rules(table);
    List<TableScan> scans = new ArrayList<>();
    CatalogTable addressed = table.withRowAddresses(scans::add, file -> true);
    List<String> qualifiers = DmlBinder.qualifiers(merge.target(), merge.alias());
    Target target = Target.of(table, addressed, binder.ids(), qualifiers);
    BoundRelation source = binder.relation(merge.source());
    Binder.Names both = target.names().and(source.names());
    Expression on = binder.condition(merge.on(), both, "The ON of MERGE");

    ColumnReference inTarget = binder.ids().fresh("in_target", Primitive.BOOLEAN, true);
    ColumnReference inSource = binder.ids().fresh("in_source", Primitive.BOOLEAN, true);
    LogicalPlan joined =
        LogicalPlan.Join.of(
            kind(merge), marked(target.scan(), inTarget), marked(source.plan(), inSource), on);
    List<Clause> clauses = new ArrayList<>();
    for (MergeClause clause : merge.clauses()) {
      clauses.add(clause(clause, rules, target, source, both, qualifiers, inTarget, inSource));
    }
    ChangeLayout layout = ChangeLayout.ofRows(table);
    LogicalPlan plan = plan(new ChangePlan(binder.ids(), rules, layout), target, joined, clauses);
    return new TableChange(
        Kind.MERGE,
        parameters(merge),
        table,
        layout,
        plan,
        Removal.NONE,
        scans,
        repeats(merge),
        Optional.empty());
  }

  private static LogicalPlan marked(LogicalPlan plan, ColumnReference mark) {
    List<NamedExpression> columns =
        new ArrayList<>(plan.output().stream().map(NamedExpression::of).toList());
    columns.add(new NamedExpression(mark, Literal.TRUE));
    return new LogicalPlan.Project(plan, columns);
  }

  /** Rows without a match are made only on the sides for which there is a clause. */
  private static JoinKind kind(Dml.Merge merge) {
    boolean ofSource = has(merge, MergeMatch.NOT_MATCHED_BY_TARGET);
    boolean ofTarget = has(merge, MergeMatch.NOT_MATCHED_BY_SOURCE);
    if (ofSource) {
      return ofTarget ? JoinKind.FULL : JoinKind.RIGHT;
    }
    return ofTarget ? JoinKind.LEFT : JoinKind.INNER;
  }

  private static boolean has(Dml.Merge merge, MergeMatch match) {
    return merge.clauses().stream().anyMatch(clause -> clause.match() == match);
  }

  /** Two source rows may delete the same row, if nothing else could have happened to it. */
  private static Repeats repeats(Dml.Merge merge) {
    List<MergeClause> matched =
        merge.clauses().stream().filter(c -> c.match() == MergeMatch.MATCHED).toList();
    boolean onlyDeletes =
        matched.size() == 1
            && matched.get(0).condition().isEmpty()
            && matched.get(0).action() instanceof MergeAction.DeleteRow;
    return onlyDeletes ? Repeats.HARMLESS : Repeats.REFUSED;
  }

  private Clause clause(
      MergeClause clause,
      TableRules rules,
      Target target,
      BoundRelation source,
      Binder.Names both,
      List<String> qualifiers,
      ColumnReference inTarget,
      ColumnReference inSource) {
    Binder binder = dml.binder();
    Binder.Names names =
        switch (clause.match()) {
          case MATCHED -> both;
          case NOT_MATCHED_BY_TARGET -> source.names();
          case NOT_MATCHED_BY_SOURCE -> target.names();
        };
    Expression placed =
        switch (clause.match()) {
          case MATCHED ->
              Operators.and(Operators.isNotNull(inTarget), Operators.isNotNull(inSource));
          case NOT_MATCHED_BY_TARGET -> Operators.isNull(inTarget);
          case NOT_MATCHED_BY_SOURCE -> Operators.isNull(inSource);
        };
    Expression when =
        DmlBinder.both(
            placed,
            clause.condition().map(c -> binder.condition(c, names, "The condition of WHEN")));
    Assignments assignments = new Assignments(binder, rules, qualifiers.get(qualifiers.size() - 1));
    MergeAction action = clause.action();
    if (action instanceof MergeAction.DeleteRow) {
      return new Clause(when, RowAction.DELETE, RowValues.none(rules.schema()));
    } else if (action instanceof MergeAction.UpdateAll) {
      return new Clause(
          when,
          RowAction.UPDATE,
          assignments.updateAllFrom(source.names().columns(), target.columns(), clause));
    } else if (action instanceof MergeAction.UpdateSet set) {
      return new Clause(
          when,
          RowAction.UPDATE,
          assignments.set(
              set.assignments(), target.columns(), value -> binder.value(value, names, "SET")));
    } else if (action instanceof MergeAction.InsertAll) {
      return new Clause(
          when, RowAction.INSERT, assignments.insertAllFrom(source.names().columns(), clause));
    }
    MergeAction.InsertRow row = (MergeAction.InsertRow) action;
    return new Clause(
        when,
        RowAction.INSERT,
        assignments.insert(
            row.columns(), row.values(), value -> binder.value(value, names, "INSERT")));
  }

  private LogicalPlan plan(
      ChangePlan changes, Target target, LogicalPlan joined, List<Clause> clauses) {
    Binder binder = dml.binder();
    ColumnReference chosen = binder.ids().fresh("clause", Primitive.INTEGER, true);
    List<Case.Branch> choice = new ArrayList<>();
    for (int i = 0; i < clauses.size(); i++) {
      choice.add(new Case.Branch(clauses.get(i).when(), Literal.of(i)));
    }
    List<NamedExpression> columns =
        new ArrayList<>(joined.output().stream().map(NamedExpression::of).toList());
    columns.add(new NamedExpression(chosen, new Case(choice, Literal.ofNull(Primitive.INTEGER))));
    LogicalPlan rows =
        new LogicalPlan.Filter(
            new LogicalPlan.Project(joined, columns), Operators.isNotNull(chosen));
    RowValues values =
        RowValues.chosen(
            clauses.stream().map(Clause::values).toList(), each -> byClause(chosen, each));
    Expression action =
        byClause(chosen, clauses.stream().<Expression>map(c -> c.action().code()).toList());
    return changes.of(rows, action, target.address(), values, target.columns());
  }

  /** The one of {@code values} that belongs to the chosen clause; only that is computed. */
  private static Expression byClause(ColumnReference chosen, List<Expression> values) {
    if (values.stream().distinct().count() == 1) {
      return values.get(0);
    }
    List<Case.Branch> branches = new ArrayList<>();
    for (int i = 0; i + 1 < values.size(); i++) {
      branches.add(
          new Case.Branch(Operators.compare(Operators.EQ, chosen, Literal.of(i)), values.get(i)));
    }
    return new Case(branches, values.get(values.size() - 1));
  }

  private static Map<String, String> parameters(Dml.Merge merge) {
    Map<String, String> parameters =
        DmlBinder.predicateParameter("predicate", List.of(DmlBinder.text(merge.on())));
    parameters.put("matchedPredicates", clauses(merge, MergeMatch.MATCHED));
    parameters.put("notMatchedPredicates", clauses(merge, MergeMatch.NOT_MATCHED_BY_TARGET));
    parameters.put(
        "notMatchedBySourcePredicates", clauses(merge, MergeMatch.NOT_MATCHED_BY_SOURCE));
    return parameters;
  }

  private static String clauses(Dml.Merge merge, MergeMatch match) {
    var json = new io.moraine.core.json.JsonWriter().beginArray();
    for (MergeClause clause : merge.clauses()) {
      if (clause.match() == match) {
        json.beginObject()
            .field("predicate", clause.condition().map(DmlBinder::text).orElse(null))
            .field("actionType", actionType(clause.action()))
            .endObject();
      }
    }
    return json.endArray().toString();
  }

  private static String actionType(MergeAction action) {
    if (action instanceof MergeAction.DeleteRow) {
      return "delete";
    }
    return action instanceof MergeAction.UpdateAll || action instanceof MergeAction.UpdateSet
        ? "update"
        : "insert";
  }
}
