package io.moraine.engine.dml;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.expr.Case;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.expr.Operators;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.engine.bind.Binder;
import io.moraine.engine.bind.Binder.BoundRelation;
import io.moraine.engine.catalog.CatalogTable;
import io.moraine.engine.delta.DeltaTable;
import io.moraine.engine.dml.TableChange.Kind;
import io.moraine.engine.dml.TableChange.Removal;
import io.moraine.engine.dml.TableChange.Repeats;
import io.moraine.engine.dml.WriteOptions.Evolution;
import io.moraine.engine.physical.JoinKind;
import io.moraine.engine.physical.ScanSource;
import io.moraine.engine.plan.LogicalPlan;
import io.moraine.engine.plan.NamedExpression;
import io.moraine.engine.rule.TableRules;
import io.moraine.engine.sql.syntax.Dml;
import io.moraine.engine.sql.syntax.Dml.MergeAction;
import io.moraine.engine.sql.syntax.Dml.MergeClause;
import io.moraine.engine.sql.syntax.Dml.MergeMatch;
import io.moraine.engine.sql.syntax.QualifiedName;
import io.moraine.reader.TableScan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Binds MERGE as one join of target and source, so that each is read once: pairs are what matched,
 * the rows left over on either side what did not. Which clause a row falls to is computed first,
 * its new values by that.
 */
final class MergeBinder {
  /** A smaller target is read sooner than a source is looked at. */
  private static final long LARGE_BYTES = 1L << 20;

  /** The part of the memory that a source's rows may take before the join. */
  private static final int SOURCE_PART = 8;

  private final DmlBinder dml;

  MergeBinder(DmlBinder dml) {
    this.dml = dml;
  }

  /** A clause, ready to be computed: when it applies, what happens, the row's new values. */
  private record Clause(Expression when, RowAction action, RowValues values) {}

  TableChange bind(Dml.Merge merge) {
    Binder binder = dml.binder();
    BoundRelation source = binder.relation(merge.source());
    TargetEvolution evolved = evolved(merge, source);
    DeltaTable table = evolved.table();
    TableRules rules = dml.rules(table);
    List<TableScan> scans = new ArrayList<>();
    CatalogTable addressed = table.withRowAddresses(scans::add, file -> true);
    List<String> qualifiers = DmlBinder.qualifiers(merge.target(), merge.alias());
    Target target = Target.of(table, addressed, binder.ids(), qualifiers);
    Binder.Names both = target.names().and(source.names());
    Expression on = binder.condition(merge.on(), both, "The ON of MERGE");

    ColumnReference inTarget = binder.ids().fresh("in_target", Primitive.BOOLEAN, true);
    ColumnReference inSource = binder.ids().fresh("in_source", Primitive.BOOLEAN, true);
    Sides sides = sides(merge, table, target.scan(), source.plan(), on);
    LogicalPlan joined =
        LogicalPlan.Join.of(
            kind(merge), marked(sides.target(), inTarget), marked(sides.source(), inSource), on);
    Assignments assignments =
        new Assignments(binder, rules, qualifiers.get(qualifiers.size() - 1), evolution(merge));
    List<Clause> clauses = new ArrayList<>();
    for (MergeClause clause : merge.clauses()) {
      clauses.add(clause(clause, rules, target, source, both, assignments, inTarget, inSource));
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
        Optional.empty(),
        evolved.actions(),
        sides.read());
  }

  /**
   * What is joined.
   *
   * @param read what was read to know the source's rows
   */
  private record Sides(LogicalPlan target, LogicalPlan source, List<ScanSource> read) {}

  /**
   * The source with its rows, where they are few, and of the target the rows that may match one;
   * all of it, where rows count that match none.
   */
  private Sides sides(
      Dml.Merge merge, DeltaTable table, LogicalPlan target, LogicalPlan source, Expression on) {
    Sides asGiven = new Sides(target, source, List.of());
    MergeKeys keys = MergeKeys.of(on, target, source);
    if (dml.purpose() == DmlBinder.Purpose.EXPLANATION
        || has(merge, MergeMatch.NOT_MATCHED_BY_SOURCE)
        || keys.isEmpty()
        || table.snapshot().files().sizeBytes() < LARGE_BYTES) {
      return asGiven;
    }
    long most = dml.runner().memory().limitBytes() / SOURCE_PART;
    return SourceRows.read(source, dml.runner(), dml.binder().ids(), most)
        .map(
            rows -> {
              Expression reach =
                  keys.reach(rows.batches(), source.output(), dml.runner().evaluation());
              return new Sides(
                  new LogicalPlan.Filter(target, reach), rows.inPlaceOf(source), rows.sources());
            })
        .orElse(asGiven);
  }

  private Evolution evolution(Dml.Merge merge) {
    return merge.schemaEvolution() || dml.options().evolution() != Evolution.NONE
        ? Evolution.MERGE
        : Evolution.NONE;
  }

  /** The target with what the source has, where its clauses take all of it or name it. */
  private TargetEvolution evolved(Dml.Merge merge, BoundRelation source) {
    DeltaTable before = dml.table(merge.target());
    if (evolution(merge) == Evolution.NONE) {
      return TargetEvolution.none(before);
    }
    Set<String> named = new HashSet<>();
    boolean all = false;
    for (MergeClause clause : merge.clauses()) {
      MergeAction action = clause.action();
      all |= action instanceof MergeAction.UpdateAll || action instanceof MergeAction.InsertAll;
      if (action instanceof MergeAction.UpdateSet set) {
        set.assignments().forEach(assignment -> named.add(column(assignment.column(), merge)));
      } else if (action instanceof MergeAction.InsertRow row) {
        row.columns().forEach(column -> named.add(column(column, merge)));
      }
    }
    List<StructField> rows = new ArrayList<>();
    for (ColumnReference column : source.names().columns()) {
      if (all || named.contains(column.name().toLowerCase(Locale.ROOT))) {
        rows.add(StructField.of(column.name(), column.type()));
      }
    }
    try {
      return TargetEvolution.merged(before, StructType.ofResult(rows), dml.environment());
    } catch (InvalidInputException e) {
      throw dml.binder().error(merge, e.getMessage());
    }
  }

  /** The column that {@code name} sets, itself or a part of it, in lower case. */
  private static String column(QualifiedName name, Dml.Merge merge) {
    List<String> qualifiers = DmlBinder.qualifiers(merge.target(), merge.alias());
    List<String> parts = name.texts();
    boolean qualified =
        parts.size() > 1 && parts.get(0).equalsIgnoreCase(qualifiers.get(qualifiers.size() - 1));
    return parts.get(qualified ? 1 : 0).toLowerCase(Locale.ROOT);
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
      Assignments assignments,
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
