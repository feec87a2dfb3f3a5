package io.moraine;

import io.moraine.compaction.vacuum.VacuumExecutor;
import io.moraine.compaction.vacuum.VacuumOptions;
import io.moraine.compaction.vacuum.VacuumOptions.Mode;
import io.moraine.compaction.vacuum.VacuumPlan;
import io.moraine.compaction.vacuum.VacuumPlanner;
import io.moraine.core.batch.BatchReader;
import io.moraine.core.env.Environment;
import io.moraine.core.store.ObjectStatus;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.engine.delta.TableHandle;
import io.moraine.engine.session.ResultRows;
import io.moraine.engine.session.StatementResult;
import io.moraine.engine.sql.syntax.Maintenance;
import io.moraine.engine.sql.syntax.Maintenance.VacuumMode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Plans and runs VACUUM, for the builder and for SQL alike. */
record Vacuums(TableHandle handle, Environment environment) {
  private static final StructType PLANNED =
      StructType.of(
          StructField.required("path", Primitive.STRING),
          StructField.required("size_bytes", Primitive.LONG),
          StructField.required("reason", Primitive.STRING));
  private static final StructType REMOVED =
      StructType.of(
          StructField.required("version", Primitive.LONG),
          StructField.required("removed_files", Primitive.LONG),
          StructField.required("removed_bytes", Primitive.LONG));
  private static final BigDecimal MILLIS_PER_HOUR = new BigDecimal(3_600_000);

  VacuumPlan plan(VacuumOptions options, Optional<List<ObjectStatus>> inventory) {
    return inventory.isPresent()
        ? VacuumPlanner.planInventory(
            handle.log(), environment, options, inventory.get().iterator())
        : VacuumPlanner.plan(handle.log(), environment, options);
  }

  VacuumResult run(VacuumPlan plan, Consumer<Progress> listener) {
    VacuumExecutor executor =
        new VacuumExecutor(handle.log(), handle.transactions(environment))
            .withListener(progress -> listener.accept(Progress.of(progress)));
    var result = Conflicts.translate(() -> executor.run(plan));
    return new VacuumResult(result.version(), result.files(), result.bytes());
  }

  /** Runs the statement; the table's retention is the shortest it takes. */
  StatementResult run(Maintenance.Vacuum statement, Optional<BatchReader> inventory) {
    VacuumOptions options =
        VacuumOptions.DEFAULT.withMode(statement.mode() == VacuumMode.LITE ? Mode.LITE : Mode.FULL);
    if (statement.retainHours().isPresent()) {
      options = options.withRetention(hours(statement.retainHours().get()));
    }
    VacuumPlan plan = plan(options, inventory.map(rows -> Inventories.read(rows, handle.root())));
    ResultRows rows;
    if (statement.dryRun()) {
      rows = new ResultRows(PLANNED);
      plan.files().forEach(file -> rows.add(file.key(), file.sizeBytes(), file.reason()));
    } else {
      VacuumResult result = run(plan, progress -> {});
      rows =
          new ResultRows(REMOVED)
              .add(result.version(), result.removedFiles(), result.removedBytes());
    }
    return new StatementResult(rows.reader(), Optional.empty(), List.of());
  }

  private static Duration hours(String digits) {
    return Duration.ofMillis(
        new BigDecimal(digits)
            .multiply(MILLIS_PER_HOUR)
            .setScale(0, RoundingMode.HALF_UP)
            .longValueExact());
  }
}
