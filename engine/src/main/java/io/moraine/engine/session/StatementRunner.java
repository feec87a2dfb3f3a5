package io.moraine.engine.session;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.error.UnsupportedFeatureException;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.engine.bind.Binder;
import io.moraine.engine.catalog.CatalogTable;
import io.moraine.engine.catalog.TableName;
import io.moraine.engine.catalog.TableTime;
import io.moraine.engine.delta.DeltaScanSource;
import io.moraine.engine.delta.DeltaTable;
import io.moraine.engine.dml.ChangeSummary;
import io.moraine.engine.dml.DmlStatements;
import io.moraine.engine.dml.SharedCommit;
import io.moraine.engine.dml.WriteOptions;
import io.moraine.engine.physical.ScanSource;
import io.moraine.engine.plan.LogicalPlan;
import io.moraine.engine.run.PlanRunner;
import io.moraine.engine.sql.syntax.Ddl;
import io.moraine.engine.sql.syntax.Dml;
import io.moraine.engine.sql.syntax.Inspection;
import io.moraine.engine.sql.syntax.Maintenance;
import io.moraine.engine.sql.syntax.QualifiedName;
import io.moraine.engine.sql.syntax.Statement;
import io.moraine.reader.ScanReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs one statement, by its family. */
final class StatementRunner implements Statement.Visitor<StatementResult> {
  private final Binder binder;
  private final SessionCatalog catalog;
  private final PlanRunner runner;
  private final StatementExtension maintenance;
  private final SessionOptions options;
  private final WriteOptions write;
  private final Optional<SharedCommit> shared;

  StatementRunner(
      Binder binder,
      SessionCatalog catalog,
      PlanRunner runner,
      StatementExtension maintenance,
      SessionOptions options,
      WriteOptions write,
      Optional<SharedCommit> shared) {
    this.binder = binder;
    this.catalog = catalog;
    this.runner = runner;
    this.maintenance = maintenance;
    this.options = options;
    this.write = write;
    this.shared = shared;
  }

  private void requireNoTransaction(String what) {
    if (shared.isPresent()) {
      throw new UnsupportedFeatureException(
          what
              + " cannot take part in a transaction: INSERT, UPDATE, DELETE, MERGE and queries"
              + " can");
    }
  }

  @Override
  public StatementResult visitQueryStatement(Statement.QueryStatement statement) {
    LogicalPlan plan = binder.query(statement.query());
    PlanRunner.Prepared prepared = runner.prepare(plan, binder.ids());
    return new StatementResult(
        named(prepared.run(), Binder.schema(plan)), Optional.empty(), reports(prepared.sources()));
  }

  /** The rows under the names that the query gave its columns. */
  static BatchReader named(BatchReader reader, StructType schema) {
    return new BatchReader() {
      @Override
      public StructType schema() {
        return schema;
      }

      @Override
      public ColumnBatch next() {
        ColumnBatch batch = reader.next();
        return batch == null ? null : new ColumnBatch(schema, batch.rowCount(), batch.columns());
      }

      @Override
      public void close() {
        reader.close();
      }
    };
  }

  private static List<ScanReport> reports(List<ScanSource> sources) {
    List<ScanReport> reports = new ArrayList<>();
    for (ScanSource source : sources) {
      if (source instanceof DeltaScanSource delta) {
        reports.add(delta.report());
      }
    }
    return reports;
  }

  @Override
  public StatementResult visitDml(Dml statement) {
    return changed(
        statement, DmlStatements.execute(statement, binder, catalog, runner, write, shared));
  }

  @Override
  public StatementResult visitWithStatement(Statement.WithStatement statement) {
    Binder inner = binder.with(statement.with());
    return changed(
        statement.statement(),
        DmlStatements.execute(statement.statement(), inner, catalog, runner, write, shared));
  }

  /** One row that counts, with the columns that Spark gives for the statement. */
  private static StatementResult changed(Dml statement, ChangeSummary summary) {
    boolean merge = statement instanceof Dml.Merge;
    boolean insert = statement instanceof Dml.Insert;
    List<StructField> fields = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    fields.add(StructField.required("num_affected_rows", Primitive.LONG));
    values.add(insert ? summary.insertedRows() : summary.affectedRows());
    if (merge) {
      fields.add(StructField.required("num_updated_rows", Primitive.LONG));
      values.add(summary.updatedRows());
      fields.add(StructField.required("num_deleted_rows", Primitive.LONG));
      values.add(summary.deletedRows());
    }
    if (merge || insert) {
      fields.add(StructField.required("num_inserted_rows", Primitive.LONG));
      values.add(summary.insertedRows());
    }
    BatchReader rows = new ResultRows(StructType.of(fields)).add(values.toArray()).reader();
    return new StatementResult(rows, Optional.of(summary), List.of());
  }

  @Override
  public StatementResult visitExplain(Statement.Explain explain) {
    LogicalPlan plan;
    if (explain.statement() instanceof Statement.QueryStatement query) {
      plan = binder.query(query.query());
    } else if (explain.statement() instanceof Dml dml) {
      plan = DmlStatements.plan(dml, binder, catalog, runner, write);
    } else {
      throw binder.error(explain, "EXPLAIN takes a query, INSERT, UPDATE, DELETE or MERGE");
    }
    PlanRunner.Prepared prepared = runner.prepare(plan, binder.ids());
    String text = prepared.physical().explain();
    if (explain.mode().map(mode -> mode.equals("ANALYZE")).orElse(false)) {
      if (!(explain.statement() instanceof Statement.QueryStatement)) {
        throw binder.error(explain, "EXPLAIN ANALYZE takes a query: it runs it");
      }
      drain(prepared.run());
      text = prepared.context().metrics().explain(prepared.physical()) + scans(prepared);
    }
    ResultRows rows = new ResultRows(StructType.of(StructField.required("plan", Primitive.STRING)));
    text.lines().forEach(rows::add);
    return StatementResult.of(rows.reader());
  }

  /** What each scan of a table has read and left out. */
  private static String scans(PlanRunner.Prepared prepared) {
    StringBuilder text = new StringBuilder();
    for (ScanSource source : prepared.sources()) {
      if (source instanceof DeltaScanSource delta) {
        ScanReport report = delta.report();
        text.append(
            "%s: read %,d of %,d files, %,d of %,d bytes%n"
                .formatted(
                    source.name(),
                    report.scannedFiles(),
                    report.totalFiles(),
                    report.scannedBytes(),
                    report.totalBytes()));
      }
    }
    return text.toString();
  }

  private static void drain(BatchReader reader) {
    try (reader) {
      ColumnBatch batch = reader.next();
      while (batch != null) {
        batch = reader.next();
      }
    }
  }

  @Override
  public StatementResult visitDdl(Ddl statement) {
    requireNoTransaction("A change of a table's definition");
    if (statement instanceof Ddl.CloneTable clone) {
      return new MaintenanceRunner(binder, catalog, runner, maintenance).cloneTable(clone);
    }
    return statement.accept(new DdlRunner(binder, catalog, runner));
  }

  @Override
  public StatementResult visitInspection(Inspection statement) {
    return statement.accept(new InspectionRunner(binder, catalog));
  }

  @Override
  public StatementResult visitMaintenance(Maintenance statement) {
    requireNoTransaction("Maintenance");
    if (statement instanceof Maintenance.CopyInto copy) {
      return new CopyRunner(binder, catalog, runner, write).run(copy);
    }
    return statement.accept(new MaintenanceRunner(binder, catalog, runner, maintenance));
  }

  /** The Delta table called {@code name}. */
  static DeltaTable delta(Binder binder, SessionCatalog catalog, QualifiedName name) {
    TableName tableName = new TableName(name.texts());
    CatalogTable table =
        catalog
            .table(tableName, TableTime.LATEST)
            .orElseThrow(() -> binder.error(name, catalog.missing(tableName)));
    if (table instanceof DeltaTable delta) {
      return delta;
    }
    throw binder.error(name, "%s is not a Delta table".formatted(tableName));
  }

  @Override
  public StatementResult visitSetOption(Statement.SetOption option) {
    if (option.key().isPresent() && option.value().isPresent()) {
      options.set(option.key().get(), option.value().get());
    }
    ResultRows rows =
        new ResultRows(
            StructType.of(
                StructField.required("key", Primitive.STRING),
                StructField.required("value", Primitive.STRING)));
    options.values(option.key()).forEach(rows::add);
    return StatementResult.of(rows.reader());
  }

  @Override
  public StatementResult visitUse(Statement.Use use) {
    throw Refusals.notYet("USE");
  }
}
