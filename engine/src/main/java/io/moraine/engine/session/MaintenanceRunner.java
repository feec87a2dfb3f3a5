package io.moraine.engine.session;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.expr.Expression;
import io.moraine.core.store.Stores;
import io.moraine.core.type.StructField;
import io.moraine.engine.bind.Binder;
import io.moraine.engine.catalog.CatalogTable;
import io.moraine.engine.catalog.TableName;
import io.moraine.engine.catalog.TableTime;
import io.moraine.engine.ddl.ColumnFields;
import io.moraine.engine.delta.DeltaTable;
import io.moraine.engine.delta.TableHandle;
import io.moraine.engine.plan.LogicalPlan;
import io.moraine.engine.run.PlanRunner;
import io.moraine.engine.session.StatementExtension.CloneStatement;
import io.moraine.engine.session.StatementExtension.ConvertStatement;
import io.moraine.engine.sql.syntax.Ddl;
import io.moraine.engine.sql.syntax.Maintenance;
import io.moraine.engine.sql.syntax.Property;
import io.moraine.engine.sql.syntax.QualifiedName;
import io.moraine.engine.sql.syntax.SqlExpression;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds what statements of maintenance are about, and hands them to who runs them. */
final class MaintenanceRunner implements Maintenance.Visitor<StatementResult> {
  private final Binder binder;
  private final SessionCatalog catalog;
  private final PlanRunner runner;
  private final StatementExtension extension;

  MaintenanceRunner(
      Binder binder, SessionCatalog catalog, PlanRunner runner, StatementExtension extension) {
    this.binder = binder;
    this.catalog = catalog;
    this.runner = runner;
    this.extension = extension;
  }

  private DeltaTable table(QualifiedName name) {
    return StatementRunner.delta(binder, catalog, name);
  }

  private static StatementResult known(Optional<StatementResult> result, String what) {
    return result.orElseThrow(() -> Refusals.notYet(what));
  }

  private StatementResult run(
      Maintenance statement, QualifiedName name, Optional<SqlExpression> where, String what) {
    DeltaTable table = table(name);
    Optional<Expression> bound =
        where.map(condition -> new TableCondition(binder, table).bind(condition, name));
    return known(extension.run(statement, table, bound), what);
  }

  @Override
  public StatementResult visitOptimize(Maintenance.Optimize optimize) {
    String what = optimize.zorderBy().isEmpty() ? "OPTIMIZE" : "OPTIMIZE … ZORDER BY";
    return run(optimize, optimize.table(), optimize.where(), what);
  }

  @Override
  public StatementResult visitReorg(Maintenance.Reorg reorg) {
    return run(reorg, reorg.table(), reorg.where(), "REORG");
  }

  @Override
  public StatementResult visitFsck(Maintenance.Fsck fsck) {
    return run(fsck, fsck.table(), Optional.empty(), "FSCK");
  }

  @Override
  public StatementResult visitGenerate(Maintenance.Generate generate) {
    return run(generate, generate.table(), Optional.empty(), "GENERATE");
  }

  @Override
  public StatementResult visitCopyInto(Maintenance.CopyInto copy) {
    return run(copy, copy.table(), Optional.empty(), "COPY INTO");
  }

  @Override
  public StatementResult visitVacuum(Maintenance.Vacuum vacuum) {
    DeltaTable table = table(vacuum.table());
    if (vacuum.inventory().isEmpty()) {
      return known(extension.vacuum(vacuum, table, Optional.empty()), "VACUUM");
    }
    LogicalPlan plan = binder.query(vacuum.inventory().get());
    try (BatchReader rows =
        StatementRunner.named(runner.prepare(plan, binder.ids()).run(), Binder.schema(plan))) {
      return known(extension.vacuum(vacuum, table, Optional.of(rows)), "VACUUM");
    }
  }

  @Override
  public StatementResult visitRestore(Maintenance.Restore restore) {
    return known(extension.restore(table(restore.table()), binder.time(restore.to())), "RESTORE");
  }

  @Override
  public StatementResult visitConvertToDelta(Maintenance.ConvertToDelta convert) {
    List<String> name = convert.table().texts();
    if (name.size() != 2 || !name.get(0).equalsIgnoreCase("parquet")) {
      throw binder.error(
          convert.table(), "CONVERT TO DELTA takes a folder of Parquet files, parquet.`/path`");
    }
    ColumnFields columns = new ColumnFields(binder);
    List<StructField> partitions = convert.partitionColumns().stream().map(columns::field).toList();
    TableHandle target = catalog.delta().tables().handle(Stores.location(name.get(1)));
    return known(
        extension.convert(
            new ConvertStatement(
                target,
                partitions,
                convert.statistics()
                    ? ConvertStatement.Statistics.COLLECTED
                    : ConvertStatement.Statistics.LEFT_OUT)),
        "CONVERT TO DELTA");
  }

  StatementResult cloneTable(Ddl.CloneTable clone) {
    TableTime time = clone.timeTravel().map(binder::time).orElse(TableTime.LATEST);
    TableName sourceName = new TableName(clone.source().texts());
    CatalogTable source =
        catalog
            .table(sourceName, time)
            .orElseThrow(() -> binder.error(clone.source(), catalog.missing(sourceName)));
    if (!(source instanceof DeltaTable delta)) {
      throw binder.error(clone.source(), "%s is not a Delta table".formatted(sourceName));
    }
    TableName name = new TableName(clone.table().texts());
    Optional<URI> location =
        clone.clauses().location().map(Stores::location).or(() -> catalog.delta().location(name));
    URI place =
        location.orElseThrow(
            () ->
                binder.error(
                    clone.table(),
                    "%s has no place: name a path, delta.`/path`, give a LOCATION or set a warehouse folder"
                        .formatted(name)));
    Map<String, String> properties = new LinkedHashMap<>();
    for (Property property : clone.clauses().properties()) {
      properties.put(property.key(), property.value());
    }
    return known(
        extension.cloneTable(
            new CloneStatement(
                delta,
                catalog.delta().tables().handle(place),
                clone.mode(),
                clone.shallow() ? CloneStatement.Depth.SHALLOW : CloneStatement.Depth.DEEP,
                properties)),
        "CLONE");
  }
}
