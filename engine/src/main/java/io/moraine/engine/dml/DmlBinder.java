package io.moraine.engine.dml;

import io.moraine.core.env.Environment;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Operators;
import io.moraine.core.json.JsonWriter;
import io.moraine.engine.bind.Binder;
import io.moraine.engine.bind.Binder.BoundExpression;
import io.moraine.engine.catalog.Catalog;
import io.moraine.engine.catalog.CatalogTable;
import io.moraine.engine.catalog.TableName;
import io.moraine.engine.catalog.TableTime;
import io.moraine.engine.delta.DeltaTable;
import io.moraine.engine.dml.TableChange.Kind;
import io.moraine.engine.dml.TableChange.Removal;
import io.moraine.engine.dml.TableChange.Repeats;
import io.moraine.engine.plan.LogicalPlan;
import io.moraine.engine.rule.TableRules;
import io.moraine.engine.run.PlanRunner;
import io.moraine.engine.sql.syntax.Dml;
import io.moraine.engine.sql.syntax.Identifier;
import io.moraine.engine.sql.syntax.QualifiedName;
import io.moraine.engine.sql.syntax.SqlExpression;
import io.moraine.log.stats.FileStatistics;
import io.moraine.reader.ScanFile;
import io.moraine.reader.TableScan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns statements that change rows into {@link TableChange}s. */
final class DmlBinder implements Dml.Visitor<TableChange> {
  private final Binder binder;
  private final Catalog catalog;
  private final WriteOptions options;
  private final PlanRunner runner;
  private final Purpose purpose;

  /** What a statement is bound for. */
  enum Purpose {
    /** To be run, so that a part may run at once. */
    EXECUTION,
    /** To be looked at. */
    EXPLANATION
  }

  /** Binds statements of {@code binder}'s text. */
  DmlBinder(
      Binder binder, Catalog catalog, WriteOptions options, PlanRunner runner, Purpose purpose) {
    this.binder = binder;
    this.catalog = catalog;
    this.options = options;
    this.runner = runner;
    this.purpose = purpose;
  }

  Purpose purpose() {
    return purpose;
  }

  PlanRunner runner() {
    return runner;
  }

  WriteOptions options() {
    return options;
  }

  Environment environment() {
    return runner.environment();
  }

  Binder binder() {
    return binder;
  }

  /** The Delta table called {@code name}. */
  DeltaTable table(QualifiedName name) {
    TableName tableName = new TableName(name.texts());
    CatalogTable table =
        catalog
            .table(tableName, TableTime.LATEST)
            .orElseThrow(() -> binder.error(name, catalog.missing(tableName)));
    if (table instanceof DeltaTable delta) {
      return delta;
    }
    throw binder.error(name, "%s is not a Delta table and cannot be changed".formatted(tableName));
  }

  /** The rules of {@code table}'s rows. */
  TableRules rules(DeltaTable table) {
    return new TableRules(
        table.name(), table.schema(), table.snapshot().properties(), binder.evaluation());
  }

  static List<String> qualifiers(QualifiedName table, Optional<Identifier> alias) {
    return alias.map(identifier -> List.of(identifier.text())).orElseGet(table::texts);
  }

  @Override
  public TableChange visitInsert(Dml.Insert insert) {
    return new InsertBinder(this, insert).bind();
  }

  @Override
  public TableChange visitMerge(Dml.Merge merge) {
    return new MergeBinder(this).bind(merge);
  }

  @Override
  public TableChange visitDelete(Dml.Delete delete) {
    DeltaTable table = table(delete.table());
    Map<String, String> parameters =
        predicateParameter("predicate", delete.where().map(DmlBinder::text).stream().toList());
    return deletion(table, qualifiers(delete.table(), delete.alias()), delete.where(), parameters);
  }

  /** The removal of the rows for which {@code where} is true, or of all. */
  TableChange deletion(
      DeltaTable table,
      List<String> qualifiers,
      Optional<SqlExpression> where,
      Map<String, String> parameters) {
    List<TableScan> scans = new ArrayList<>();
    ChangeLayout rowByRow = ChangeLayout.ofRows(table);
    // Without a condition all files go, which tells readers of changes all that there is.
    ChangeLayout layout = where.isPresent() ? rowByRow : rowByRow.unrecorded();
    boolean[] provable = {!layout.recorded()};
    CatalogTable addressed =
        table.withRowAddresses(scans::add, file -> !(provable[0] && isProven(file)));
    Target target = Target.of(table, addressed, binder.ids(), qualifiers);
    LogicalPlan rows = target.scan();
    if (where.isPresent()) {
      BoundExpression condition =
          binder.condition(where.get(), target.names(), target.scan(), "WHERE");
      // With a subquery the scan's filters are not the whole condition: they prove nothing.
      provable[0] &= condition.plan().equals(target.scan());
      rows = new LogicalPlan.Filter(condition.plan(), condition.expression());
    }
    Removal removal = provable[0] ? Removal.PROVEN : Removal.NONE;
    LogicalPlan plan =
        new ChangePlan(binder.ids(), rules(table), layout)
            .of(
                rows,
                RowAction.DELETE.code(),
                target.address(),
                RowValues.none(table.schema()),
                target.columns());
    return new TableChange(
        Kind.DELETE,
        parameters,
        table,
        layout,
        plan,
        removal,
        scans,
        Repeats.HARMLESS,
        Optional.empty(),
        List.of(),
        List.of());
  }

  /** Whether the file can go as it is, and it is known how many rows go with it. */
  static boolean isProven(ScanFile file) {
    return file.match() == ScanFile.Match.ALL
        && file.deletionVector() == null
        && FileStatistics.rowCount(file.add()) >= 0;
  }

  @Override
  public TableChange visitUpdate(Dml.Update update) {
    DeltaTable table = table(update.table());
    List<TableScan> scans = new ArrayList<>();
    CatalogTable addressed = table.withRowAddresses(scans::add, file -> true);
    List<String> qualifiers = qualifiers(update.table(), update.alias());
    Target target = Target.of(table, addressed, binder.ids(), qualifiers);
    LogicalPlan rows = target.scan();
    if (update.where().isPresent()) {
      BoundExpression condition =
          binder.condition(update.where().get(), target.names(), target.scan(), "WHERE");
      rows = new LogicalPlan.Filter(condition.plan(), condition.expression());
    }
    Binder.ValuesWithSubqueries given = binder.values(target.names(), "SET");
    TableRules rules = rules(table);
    RowValues values =
        new Assignments(
                binder, rules, qualifiers.get(qualifiers.size() - 1), WriteOptions.Evolution.NONE)
            .set(update.assignments(), target.columns(), given::bind);
    ChangeLayout layout = ChangeLayout.ofRows(table);
    LogicalPlan plan =
        new ChangePlan(binder.ids(), rules, layout)
            .of(
                given.join(rows),
                RowAction.UPDATE.code(),
                target.address(),
                values,
                target.columns());
    return new TableChange(
        Kind.UPDATE,
        predicateParameter("predicate", update.where().map(DmlBinder::text).stream().toList()),
        table,
        layout,
        plan,
        Removal.NONE,
        scans,
        Repeats.REFUSED,
        Optional.empty(),
        List.of(),
        List.of());
  }

  /** Conditions in the form in which Spark writes them to the log. */
  static Map<String, String> predicateParameter(String name, List<String> conditions) {
    JsonWriter json = new JsonWriter().beginArray();
    conditions.forEach(json::value);
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put(name, json.endArray().toString());
    return parameters;
  }

  static String text(SqlExpression expression) {
    return io.moraine.engine.sql.text.SqlText.of(expression);
  }

  /** {@code condition} over a table's own columns as one over its schema's ordinals. */
  static Expression overSchema(Expression condition, List<ColumnReference> columns) {
    if (condition instanceof ColumnReference column) {
      for (int i = 0; i < columns.size(); i++) {
        if (columns.get(i).id() == column.id()) {
          return new ColumnReference(i, column.name(), column.type(), column.nullable());
        }
      }
      throw new InvalidInputException("No column '%s' in the table".formatted(column.name()));
    }
    return condition.children().isEmpty()
        ? condition
        : condition.withChildren(
            condition.children().stream().map(child -> overSchema(child, columns)).toList());
  }

  /** Both conditions, where either may be missing. */
  static Expression both(Expression first, Optional<Expression> second) {
    return second.map(other -> Operators.and(first, other)).orElse(first);
  }
}
