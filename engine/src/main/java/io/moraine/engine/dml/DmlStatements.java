package io.moraine.engine.dml;

import io.moraine.engine.bind.Binder;
import io.moraine.engine.catalog.Catalog;
import io.moraine.engine.plan.LogicalPlan;
import io.moraine.engine.run.PlanRunner;
import io.moraine.engine.sql.syntax.Dml;
import java.util.Optional;

/** Runs statements that change a table's rows. */
public final class DmlStatements {
  private DmlStatements() {}

  /**
   * Binds and runs {@code statement}.
   *
   * @param shared the commit that it takes part in, if it makes no version of its own
   */
  public static ChangeSummary execute(
      Dml statement,
      Binder binder,
      Catalog catalog,
      PlanRunner runner,
      WriteOptions options,
      Optional<SharedCommit> shared) {
    TableChange change =
        statement.accept(
            new DmlBinder(binder, catalog, options, runner, DmlBinder.Purpose.EXECUTION));
    return new ChangeExecutor(runner, change, options, shared).execute(binder.ids());
  }

  /** The plan of {@code statement}'s change, for EXPLAIN. */
  public static LogicalPlan plan(
      Dml statement, Binder binder, Catalog catalog, PlanRunner runner, WriteOptions options) {
    return statement
        .accept(new DmlBinder(binder, catalog, options, runner, DmlBinder.Purpose.EXPLANATION))
        .plan();
  }
}
