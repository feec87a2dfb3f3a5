package io.moraine;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.env.Environment;
import io.moraine.core.expr.Expression;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.engine.catalog.TableTime;
import io.moraine.engine.delta.DeltaTable;
import io.moraine.engine.session.ResultRows;
import io.moraine.engine.session.StatementExtension;
import io.moraine.engine.session.StatementResult;
import io.moraine.engine.sql.syntax.Maintenance;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Runs the statements of maintenance, each by the code that its builder runs. */
record Maintenances(Environment environment) implements StatementExtension {
  private static final StructType OPTIMIZED =
      StructType.of(
          StructField.of("version", Primitive.LONG),
          StructField.required("removed_files", Primitive.LONG),
          StructField.required("removed_bytes", Primitive.LONG),
          StructField.required("added_files", Primitive.LONG),
          StructField.required("added_bytes", Primitive.LONG));

  @Override
  public Optional<StatementResult> run(
      Maintenance statement, DeltaTable table, Optional<Expression> where) {
    if (!(statement instanceof Maintenance.Optimize optimize) || !optimize.zorderBy().isEmpty()) {
      return Optional.empty();
    }
    Compactions compactions = new Compactions(table, environment);
    OptimizeResult result = compactions.run(compactions.plan(where, OptionalLong.empty()));
    ResultRows rows =
        new ResultRows(OPTIMIZED)
            .add(
                result.version().isPresent() ? (Long) result.version().getAsLong() : null,
                result.removedFiles(),
                result.removedBytes(),
                result.addedFiles(),
                result.addedBytes());
    return Optional.of(new StatementResult(rows.reader(), Optional.empty(), List.of()));
  }

  @Override
  public Optional<StatementResult> restore(DeltaTable table, TableTime time) {
    return Optional.of(RestoreStatement.run(table, time, environment));
  }

  @Override
  public Optional<StatementResult> vacuum(
      Maintenance.Vacuum statement, DeltaTable table, Optional<BatchReader> inventory) {
    return Optional.of(new Vacuums(table.handle(), environment).run(statement, inventory));
  }
}
