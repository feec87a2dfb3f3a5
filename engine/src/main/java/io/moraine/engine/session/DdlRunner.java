package io.moraine.engine.session;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.store.ObjectStatus;
import io.moraine.core.store.Stores;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.engine.bind.Binder;
import io.moraine.engine.catalog.TableName;
import io.moraine.engine.ddl.ColumnFields;
import io.moraine.engine.ddl.TableAlteration;
import io.moraine.engine.ddl.TableCreation;
import io.moraine.engine.ddl.TableDefinition;
import io.moraine.engine.delta.DeltaTable;
import io.moraine.engine.delta.TableHandle;
import io.moraine.engine.plan.LogicalPlan;
import io.moraine.engine.run.PlanRunner;
import io.moraine.engine.sql.syntax.Ddl;
import io.moraine.engine.sql.syntax.Property;
import io.moraine.engine.sql.syntax.QualifiedName;
import io.moraine.engine.sql.syntax.Reference;
import io.moraine.engine.sql.syntax.SqlExpression;
import io.moraine.engine.sql.text.SqlText;
import java.net.URI;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs statements that make and drop tables. */
record DdlRunner(Binder binder, SessionCatalog catalog, PlanRunner runner)
    implements Ddl.Visitor<StatementResult> {

  @Override
  public StatementResult visitCreateTable(Ddl.CreateTable create) {
    create
        .clauses()
        .provider()
        .filter(provider -> !provider.display().equalsIgnoreCase("delta"))
        .ifPresent(
            provider -> {
              throw binder.error(
                  provider, "Only tables USING DELTA can be made, not " + provider.display());
            });
    TableHandle handle = handle(create);
    boolean exists = handle.log().latestHeaderIfExists().isPresent();
    if (exists && create.mode() == Ddl.CreateMode.CREATE_IF_NOT_EXISTS) {
      return done();
    }
    if (!exists && create.mode() == Ddl.CreateMode.REPLACE) {
      throw binder.error(
          create.table(), "No table %s to replace".formatted(create.table().display()));
    }
    TableCreation.Existing existing =
        switch (create.mode()) {
          case CREATE, CREATE_IF_NOT_EXISTS -> TableCreation.Existing.REFUSED;
          case CREATE_OR_REPLACE, REPLACE -> TableCreation.Existing.REPLACED;
        };
    if (create.query().isPresent()) {
      LogicalPlan plan = binder.query(create.query().get());
      if (!create.columns().isEmpty()) {
        throw binder.error(create, "CREATE TABLE … AS takes its columns from the query");
      }
      TableDefinition definition = definition(create, nullable(Binder.schema(plan)));
      try (BatchReader rows = runner.prepare(plan, binder.ids()).run()) {
        TableCreation.createAs(handle, definition, rows, existing, runner.environment());
      }
      return done();
    }
    List<StructField> fields = new ArrayList<>();
    ColumnFields columns = new ColumnFields(binder);
    create.columns().forEach(column -> fields.add(columns.field(column)));
    TableCreation.create(
        handle, definition(create, StructType.of(fields)), existing, runner.environment());
    return done();
  }

  /** A table made from a query does not promise that no later row has a null. */
  private static StructType nullable(StructType schema) {
    return StructType.of(schema.fields().stream().map(field -> field.withNullable(true)).toList());
  }

  private TableHandle handle(Ddl.CreateTable create) {
    TableName name = new TableName(create.table().texts());
    Optional<URI> location =
        create.clauses().location().map(Stores::location).or(() -> catalog.delta().location(name));
    return catalog
        .delta()
        .tables()
        .handle(
            location.orElseThrow(
                () ->
                    binder.error(
                        create.table(),
                        "%s has no place: name a path, delta.`/path`, give a LOCATION or set a warehouse folder"
                            .formatted(name))));
  }

  private TableDefinition definition(Ddl.CreateTable create, StructType schema) {
    List<String> partitions = new ArrayList<>();
    for (SqlExpression term : create.clauses().partitionedBy()) {
      if (!(term instanceof Reference.ColumnReference column)
          || column.name().parts().size() != 1) {
        throw binder.error(term, "PARTITIONED BY takes names of columns");
      }
      partitions.add(column.name().last().text());
    }
    Map<String, String> properties = new LinkedHashMap<>();
    for (Property property : create.clauses().properties()) {
      properties.put(property.key(), property.value());
    }
    try {
      Map<String, String> constraints = new LinkedHashMap<>();
      for (Ddl.CheckConstraint constraint : create.constraints()) {
        constraints.put(constraint.name().text(), SqlText.of(constraint.condition()));
      }
      return new TableDefinition(
          schema,
          partitions,
          properties,
          create.clauses().comment(),
          constraints,
          create.clauses().clusterBy().stream().map(QualifiedName::texts).toList());
    } catch (InvalidInputException e) {
      throw binder.error(create, e.getMessage());
    }
  }

  /** Drops a table of the warehouse with its files; files that a path names are not touched. */
  @Override
  public StatementResult visitDrop(Ddl.Drop drop) {
    if (drop.kind() != Ddl.DropKind.TABLE) {
      throw Refusals.notYet("DROP " + drop.kind());
    }
    TableName name = new TableName(drop.name().texts());
    if (name.parts().size() != 1) {
      throw binder.error(
          drop.name(),
          "Only tables of the warehouse can be dropped; remove the folder of %s yourself"
              .formatted(name));
    }
    Optional<TableHandle> handle =
        catalog.delta().location(name).map(uri -> catalog.delta().tables().handle(uri));
    if (handle.isEmpty() || handle.get().log().latestHeaderIfExists().isEmpty()) {
      if (drop.ifExists()) {
        return done();
      }
      throw binder.error(drop.name(), catalog.missing(name));
    }
    // The log goes first: without it there is no table, whatever files are left.
    List<String> log = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (Iterator<ObjectStatus> all = handle.get().store().listTree(""); all.hasNext(); ) {
      String key = all.next().key();
      (key.startsWith("_delta_log/") ? log : others).add(key);
    }
    handle.get().store().deleteAll(log);
    handle.get().store().deleteAll(others);
    catalog.delta().tables().forget(handle.get().root());
    return done();
  }

  private static StatementResult done() {
    return StatementResult.of(new ResultRows(StructType.of()).reader());
  }

  @Override
  public StatementResult visitCreateTableLike(Ddl.CreateTableLike create) {
    throw Refusals.notYet("CREATE TABLE … LIKE");
  }

  @Override
  public StatementResult visitCloneTable(Ddl.CloneTable clone) {
    throw Refusals.notYet("CLONE");
  }

  @Override
  public StatementResult visitCreateView(Ddl.CreateView create) {
    throw Refusals.notYet("CREATE VIEW");
  }

  @Override
  public StatementResult visitCreateSchema(Ddl.CreateSchema create) {
    throw Refusals.notYet("CREATE SCHEMA");
  }

  @Override
  public StatementResult visitAlterTable(Ddl.AlterTable alter) {
    DeltaTable table = StatementRunner.delta(binder, catalog, alter.table());
    TableAlteration.run(alter.action(), binder, runner.environment(), table);
    return done();
  }

  @Override
  public StatementResult visitTruncate(Ddl.Truncate truncate) {
    throw Refusals.notYet("TRUNCATE TABLE (use DELETE FROM without WHERE)");
  }
}
