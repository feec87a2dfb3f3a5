package io.moraine;

import static io.moraine.compaction.check.Finding.Kind.MISSING_VECTOR;

import io.moraine.compaction.AutoCompaction;
import io.moraine.compaction.Goal;
import io.moraine.compaction.OptimizeExecutor.Trigger;
import io.moraine.compaction.check.CheckReport;
import io.moraine.compaction.check.TableCheck;
import io.moraine.compaction.check.TableRepair;
import io.moraine.compaction.convert.TableConversion;
import io.moraine.compaction.copy.CloneOptions;
import io.moraine.compaction.copy.CloneOptions.Depth;
import io.moraine.compaction.copy.CloneOptions.Existing;
import io.moraine.compaction.copy.TableClone;
import io.moraine.compaction.manifest.SymlinkManifest;
import io.moraine.core.batch.BatchReader;
import io.moraine.core.env.Environment;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.expr.Expression;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.engine.catalog.TableTime;
import io.moraine.engine.delta.DeltaTable;
import io.moraine.engine.delta.TableHandle;
import io.moraine.engine.session.ResultRows;
import io.moraine.engine.session.StatementExtension;
import io.moraine.engine.session.StatementResult;
import io.moraine.engine.sql.syntax.Ddl.CreateMode;
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

  /** As Spark's. */
  private static final StructType CLONED =
      StructType.of(
          StructField.required("source_table_size", Primitive.LONG),
          StructField.required("source_num_of_files", Primitive.LONG),
          StructField.required("num_removed_files", Primitive.LONG),
          StructField.required("num_copied_files", Primitive.LONG),
          StructField.required("removed_files_size", Primitive.LONG),
          StructField.required("copied_files_size", Primitive.LONG));

  private static final StructType LOST =
      StructType.of(
          StructField.required("dataFilePath", Primitive.STRING),
          StructField.required("dataFileMissing", Primitive.BOOLEAN),
          StructField.required("deletionVectorMissing", Primitive.BOOLEAN));

  private static final StructType CONVERTED =
      StructType.of(
          StructField.required("version", Primitive.LONG),
          StructField.required("files", Primitive.LONG),
          StructField.required("bytes", Primitive.LONG));

  private static final StructType GENERATED =
      StructType.of(
          StructField.required("version", Primitive.LONG),
          StructField.required("manifests", Primitive.LONG),
          StructField.required("files", Primitive.LONG),
          StructField.required("removed_manifests", Primitive.LONG));

  @Override
  public Optional<StatementResult> run(
      Maintenance statement, DeltaTable table, Optional<Expression> where) {
    if (statement instanceof Maintenance.Optimize optimize) {
      return Optional.of(rewrite(table, goal(optimize), where));
    } else if (statement instanceof Maintenance.Reorg) {
      return Optional.of(rewrite(table, Goal.PURGE, where));
    } else if (statement instanceof Maintenance.Fsck fsck) {
      return Optional.of(fsck(table, fsck.dryRun()));
    } else if (statement instanceof Maintenance.Generate generate) {
      return Optional.of(generate(table, generate.mode().text()));
    }
    return Optional.empty();
  }

  private static StatementResult generate(DeltaTable table, String mode) {
    if (!mode.equalsIgnoreCase(SymlinkManifest.MODE)) {
      throw new InvalidInputException(
          "Cannot generate '%s': there is only %s".formatted(mode, SymlinkManifest.MODE));
    }
    SymlinkManifest.Written written =
        SymlinkManifest.write(table.handle().log().latest(), table.handle().store());
    ResultRows rows =
        new ResultRows(GENERATED)
            .add(
                written.version(),
                written.manifests(),
                written.files(),
                written.removedManifests());
    return new StatementResult(rows.reader(), Optional.empty(), List.of());
  }

  private StatementResult fsck(DeltaTable table, boolean dryRun) {
    TableHandle handle = table.handle();
    CheckReport report = TableCheck.run(handle.log(), environment, TableCheck.Depth.PRESENCE);
    if (!dryRun && !report.lost().isEmpty()) {
      new TableRepair(handle.log(), handle.transactions(environment)).run(report.lostFilesOnly());
    }
    ResultRows rows = new ResultRows(LOST);
    report
        .lost()
        .forEach(
            file -> {
              boolean vector =
                  report.findings().stream()
                      .anyMatch(
                          finding ->
                              finding.kind() == MISSING_VECTOR
                                  && finding.path().equals(file.path()));
              rows.add(file.path(), !vector, vector);
            });
    return new StatementResult(rows.reader(), Optional.empty(), List.of());
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

  @Override
  public Optional<StatementResult> cloneTable(CloneStatement statement) {
    CloneOptions options =
        new CloneOptions(
            statement.depth() == CloneStatement.Depth.SHALLOW ? Depth.SHALLOW : Depth.DEEP,
            switch (statement.mode()) {
              case CREATE -> Existing.REFUSED;
              case CREATE_IF_NOT_EXISTS -> Existing.KEPT;
              case CREATE_OR_REPLACE, REPLACE -> Existing.REPLACED;
            },
            statement.properties());
    TableHandle target = statement.target();
    if (statement.mode() == CreateMode.REPLACE && target.log().latestHeaderIfExists().isEmpty()) {
      throw new InvalidInputException(
          "There is no table at %s to replace".formatted(target.root()));
    }
    var result =
        new TableClone(
                statement.source().snapshot(),
                statement.source().handle().store(),
                target.log(),
                target.transactions(environment),
                options)
            .run();
    ResultRows rows =
        new ResultRows(CLONED)
            .add(
                result.sourceBytes(),
                result.sourceFiles(),
                result.removedFiles(),
                result.copiedFiles(),
                result.removedBytes(),
                result.copiedBytes());
    return Optional.of(new StatementResult(rows.reader(), Optional.empty(), List.of()));
  }

  @Override
  public Optional<StatementResult> convert(ConvertStatement statement) {
    TableHandle target = statement.target();
    TableConversion conversion =
        new TableConversion(target.log(), target.transactions(environment));
    var result =
        conversion.run(
            conversion.plan(
                statement.partitionColumns(),
                statement.statistics() == ConvertStatement.Statistics.COLLECTED
                    ? TableConversion.Statistics.COLLECTED
                    : TableConversion.Statistics.LEFT_OUT));
    ResultRows rows =
        new ResultRows(CONVERTED).add(result.version(), result.files(), result.bytes());
    return Optional.of(new StatementResult(rows.reader(), Optional.empty(), List.of()));
  }
}
