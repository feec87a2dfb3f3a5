package io.moraine;

import io.moraine.compaction.AutoCompaction;
import io.moraine.compaction.Goal;
import io.moraine.compaction.OptimizeExecutor.Trigger;
import io.moraine.core.batch.BatchReader;
import io.moraine.core.env.Environment;
import io.moraine.core.error.InvalidInputException;
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
import io.moraine.engine.sql.syntax.QualifiedName;
import io.moraine.log.snapshot.TableLog;
import io.moraine.log.txn.PostCommitHook;
import io.moraine.log.txn.TransactionContext;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Runs the statements of maintenance, each by the code that its builder runs. */
record Maintenances(Environment environment, long memoryBytes) implements StatementExtension {
  private static final StructType OPTIMIZED =
      StructType.of(
          StructField.of("version", Primitive.LONG),
          StructField.required("removed_files", Primitive.LONG),
          StructField.required("removed_bytes", Primitive.LONG),
          StructField.required("added_files", Primitive.LONG),
          StructField.required("added_bytes", Primitive.LONG),
          StructField.of("overlap_before", Primitive.DOUBLE),
          StructField.of("overlap_after", Primitive.DOUBLE));

  @Override
  public Optional<StatementResult> run(
      Maintenance statement, DeltaTable table, Optional<Expression> where) {
    if (statement instanceof Maintenance.Optimize optimize) {
      return Optional.of(rewrite(table, goal(optimize), where));
    } else if (statement instanceof Maintenance.Reorg) {
      return Optional.of(rewrite(table, Goal.PURGE, where));
    }
    return Optional.empty();
  }

  private EngineSort sort() {
    return new EngineSort(environment, memoryBytes);
  }

  @Override
  public List<PostCommitHook> hooks(TableLog log, TransactionContext context) {
    return List.of(new AutoCompaction(log, context, sort()));
  }

  private static Goal goal(Maintenance.Optimize optimize) {
    if (optimize.full() && !optimize.zorderBy().isEmpty()) {
      throw new InvalidInputException(
          "OPTIMIZE FULL is for clustered tables, and takes no ZORDER BY");
    } else if (optimize.full()) {
      return Goal.RECLUSTER;
    }
    return optimize.zorderBy().isEmpty()
        ? Goal.COMPACT
        : Goal.zorder(optimize.zorderBy().stream().map(QualifiedName::texts).toList());
  }

  private StatementResult rewrite(DeltaTable table, Goal goal, Optional<Expression> where) {
    Compactions compactions = new Compactions(table, environment, sort());
    OptimizeResult result =
        compactions.run(
            compactions.plan(goal, where, OptionalLong.empty()), Trigger.ASKED, progress -> {});
    ResultRows rows =
        new ResultRows(OPTIMIZED)
            .add(
                result.version().isPresent() ? (Long) result.version().getAsLong() : null,
                result.removedFiles(),
                result.removedBytes(),
                result.addedFiles(),
                result.addedBytes(),
                result.overlap().map(OptimizeResult.Overlap::before).orElse(null),
                result.overlap().map(OptimizeResult.Overlap::after).orElse(null));
    return new StatementResult(rows.reader(), Optional.empty(), List.of());
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
