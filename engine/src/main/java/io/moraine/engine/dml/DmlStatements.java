package io.moraine.engine.dml;

import io.moraine.core.type.StructType;
import io.moraine.engine.bind.Binder;
import io.moraine.engine.catalog.Catalog;
import io.moraine.engine.catalog.CatalogTable;
import io.moraine.engine.delta.DeltaTable;
import io.moraine.engine.plan.LogicalPlan;
import io.moraine.engine.run.PlanRunner;
import io.moraine.engine.sql.syntax.Dml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs statements, and batches of rows, that change a table. */
public final class DmlStatements {
  private DmlStatements() {}

  /** Binds and runs {@code statement}. */
  public static ChangeSummary execute(
      Dml statement, Binder binder, Catalog catalog, PlanRunner runner) {
    TableChange change = statement.accept(new DmlBinder(binder, catalog));
    return new ChangeExecutor(runner, change).execute(binder.ids());
  }

  /** The plan of {@code statement}'s change, for EXPLAIN. */
  public static LogicalPlan plan(Dml statement, Binder binder, Catalog catalog) {
    return statement.accept(new DmlBinder(binder, catalog)).plan();
  }

  /** What becomes of a table's rows when new ones are written. */
  public enum WriteMode {
    /** They stay. */
    APPEND,
    /** They go. */
    OVERWRITE
  }

  /**
   * Writes the rows of {@code source} to {@code target}; columns are matched by name, and those
   * that the source lacks are null.
   */
  public static ChangeSummary write(
      DeltaTable target, CatalogTable source, WriteMode mode, PlanRunner runner) {
    Catalog none = (name, time) -> Optional.empty();
    Binder binder = new Binder("", none, runner.evaluation());
    LogicalPlan rows = scan(source, binder);
    LogicalPlan plan = new InsertBinder(new DmlBinder(binder, none)).rowsByName(target, rows);
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("mode", mode == WriteMode.APPEND ? "Append" : "Overwrite");
    TableChange append = TableChange.insert(target, plan, parameters);
    TableChange change =
        mode == WriteMode.APPEND ? append : append.with(TableChange.Removal.ALL, parameters);
    return new ChangeExecutor(runner, change).execute(binder.ids());
  }

  private static LogicalPlan scan(CatalogTable source, Binder binder) {
    List<LogicalPlan.Scan.Column> columns = new ArrayList<>();
    StructType schema = source.schema();
    for (int i = 0; i < schema.size(); i++) {
      columns.add(
          new LogicalPlan.Scan.Column(
              i,
              binder
                  .ids()
                  .fresh(
                      schema.field(i).name(), schema.field(i).type(), schema.field(i).nullable())));
    }
    return LogicalPlan.Scan.of(source, columns);
  }
}
